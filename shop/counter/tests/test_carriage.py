"""Who carries a parcel, at the counter: typed, scanned, booked, put right; and what the buyer sees of it."""

from datetime import timedelta

import pytest

from shop.counter import carriage
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.tests.consigned import a_packed_parcel
from shop.fulfilment.operations import move_on
from shop.fulfilment.states import Status
from shop.tests.carriers.world import NOWHERE, ODD, REPLY_LOST
from shop.tests.worlds import NOW, a_seller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


@pytest.fixture
def parcel(point):
    point.phone = "0215 382 5999"
    point.save()
    return a_packed_parcel(point=point)


@pytest.fixture
def staff(client, point):
    client.force_login(a_seller(point))
    return client


def page_of(parcel):
    return f"/quay/kien/{parcel.pk}/van-chuyen/"


def write(client, parcel, **said):
    return client.post(
        page_of(parcel), {"what": "write", "carrier": "ghn", "number": " lb7 x1 ", **said}, follow=True
    )


def live(parcel):
    return Consignment.objects.live().filter(fulfilment=parcel).first()


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_typed_number_stands_on_the_parcel_and_once_sent_on_the_buyers_page(staff, parcel):
    before = staff.get(parcel.order.get_absolute_url()).content.decode()
    answer = write(staff, parcel)
    staff.post(f"/quay/kien/{parcel.pk}/", {"to": "sent", "seen": "packed"})

    text = staff.get(parcel.order.get_absolute_url()).content.decode()

    assert answer.redirect_chain == [(f"/quay/kien/{parcel.pk}/", 302)]
    assert "LB7X1" in answer.content.decode()
    assert live(parcel).actor is not None
    assert "LB7X1" not in before
    link = '<a class="onward" href="https://donhang.ghn.vn/?order_code=LB7X1" rel="noopener external">'
    assert link in text


def test_what_was_scanned_stands_in_the_field_and_who_carried_the_last_one_is_chosen(staff, parcel, point):
    write(staff, parcel, carrier="jt", number="841327113159")
    another = a_packed_parcel(point=point)

    form = staff.get(page_of(another), {"q": "842\x00000"}).context["form"]

    assert (form.initial["carrier"], form.initial["number"]) == ("jt", "842000")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "mã vận đơn"}, "number"),
        ({"number": "<script>alert(1)</script>"}, "number"),
        ({"number": "9" * 41}, "number"),
        ({"number": "\x00"}, "number"),
        ({"number": "9" * 5000}, "number"),
        ({"carrier": "coach"}, "words"),
        ({"carrier": "coach", "words": "x" * 500}, "words"),
        ({"carrier": "coach", "words": "\ufb2c" * 41}, "words"),  # Three letters each, once composed.
        ({"carrier": "pigeon"}, "carrier"),
        ({"carrier": ""}, "carrier"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(staff, parcel, said, field):
    answer = write(staff, parcel, **said)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["number"].value() == said.get("number", " lb7 x1 ")
    assert live(parcel) is None


@pytest.mark.parametrize("what", ["", "fly", "\x00", "call_off", "book"])
def test_what_is_no_step_changes_nothing_and_says_so(staff, parcel, what):
    answer = staff.post(page_of(parcel), {"what": what, "carrier": "\x00"}, follow=True)

    assert answer.status_code in (200, 422)
    assert told(answer)
    assert not Consignment.objects.exists()


def test_a_number_is_put_right_after_sending_and_the_old_one_is_seen(staff, parcel):
    write(staff, parcel)
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)

    write(staff, parcel, carrier="coach", words="  xe  Hải Vân,   0912 000 111 ")

    page = staff.get(page_of(parcel))
    assert (live(parcel).words, live(parcel).number) == ("xe Hải Vân, 0912 000 111", "")
    assert [past.number for past in page.context["consignments"]] == ["LB7X1"]


def test_it_is_taken_away_and_sent_without_a_number(staff, parcel):
    write(staff, parcel)
    staff.post(page_of(parcel), {"what": "away"})

    staff.post(f"/quay/kien/{parcel.pk}/", {"to": "sent", "seen": "packed"})

    parcel.refresh_from_db()
    assert (live(parcel), parcel.status) == (None, Status.SENT)


def test_what_is_delivered_is_left_as_it_is(staff, parcel):
    for step in (Status.SENT, Status.DELIVERED):
        move_on(fulfilment=parcel, to=step, at=NOW)

    answer = write(staff, parcel)

    assert not Consignment.objects.exists()
    assert str(Status.DELIVERED.label) in told(answer)


def test_without_keys_no_carrier_can_be_booked(staff, parcel):
    page = staff.get(page_of(parcel))

    assert page.context["carriers"] == []
    assert 'value="book"' not in page.content.decode()


def test_a_booking_is_one_press_and_its_label_another(staff, parcel, carriers):
    page = staff.get(page_of(parcel)).content.decode()
    answer = staff.post(page_of(parcel), {"what": "book", "carrier": "ghn"}, follow=True)
    label = staff.get(f"{page_of(parcel)}nhan/")

    assert page.count('value="book"') == 2
    assert "230.000\N{NO-BREAK SPACE}₫" in page
    assert "LB7X1" in told(answer)
    assert label["Location"].endswith("/a5/public-api/printA5?token=print-LB7X1")
    assert write(staff, parcel).redirect_chain[-1][0] == page_of(parcel)
    assert live(parcel).by_machine


def test_a_refused_booking_says_why_and_one_without_answer_that_it_goes_on(staff, parcel, carriers):
    carriers.faults.append(REPLY_LOST)
    answer = staff.post(page_of(parcel), {"what": "book", "carrier": "ghtk"}, follow=True)
    assert "GHTK" in told(answer)
    Consignment.objects.update(asked_at=NOW - timedelta(hours=1))
    staff.post(page_of(parcel), {"what": "call_off"})
    parcel.order.shipping_address.line1 = NOWHERE
    parcel.order.shipping_address.save()

    refused = staff.post(page_of(parcel), {"what": "book", "carrier": "ghn"}, follow=True)

    assert "Địa chỉ người nhận không hợp lệ" in refused.content.decode()
    page = staff.get(f"/quay/kien/{parcel.pk}/").content.decode()
    assert "Địa chỉ người nhận không hợp lệ" in page
    assert {row.state for row in Consignment.objects.all()} == {"leaving", "failed"}


def test_odd_characters_of_a_carriers_are_no_harm_at_the_counter(staff, parcel, carriers):
    carriers.faults.append(ODD)
    parcel.order.shipping_address.line1 = NOWHERE
    parcel.order.shipping_address.save()

    answer = staff.post(page_of(parcel), {"what": "book", "carrier": "ghn"}, follow=True)

    assert answer.status_code == 200
    assert Consignment.objects.get().fault == "Địa chỉ người nhận không hợp lệ"


def test_cancelling_the_parcel_calls_its_booking_off(staff, parcel, carriers):
    staff.post(page_of(parcel), {"what": "book", "carrier": "ghn"})

    staff.post(f"/quay/kien/{parcel.pk}/", {"to": "cancelled", "seen": "packed", "reason": "Hết hàng"})

    assert [made.status for made in carriers.ghn.values()] == ["cancel"]
    assert Consignment.objects.get().state == "cancelled"


def test_questions_to_carriers_are_limited(staff, parcel, carriers, monkeypatch, time_machine):
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(carriage, "PER_PERSON", "1/m")
    asked = [staff.post(page_of(parcel), {"what": what, "carrier": "ghn"}) for what in ("book", "call_off")]

    assert [answer["Location"] for answer in asked] == [f"/quay/kien/{parcel.pk}/", page_of(parcel)]
    assert len(carriers.calls) == 1


def test_labels_count_among_the_questions(staff, parcel, carriers, monkeypatch, time_machine):
    time_machine.move_to(NOW, tick=False)
    monkeypatch.setattr(carriage, "PER_PERSON", "2/m")
    staff.post(page_of(parcel), {"what": "book", "carrier": "ghn"})

    labels = [staff.get(f"{page_of(parcel)}nhan/")["Location"] for _ in range(2)]

    assert labels[0].endswith("token=print-LB7X1")
    assert labels[1] == page_of(parcel)
    assert [path.rpartition("/")[2] for _method, path in carriers.calls] == ["create", "gen-token"]


def test_what_is_on_its_way_stands_in_a_group_of_its_own(staff, parcel):
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)

    today = staff.get("/quay/").context

    assert [(group.status, group.count) for group in today["groups"]][-1] == ("sent", 1)
    assert today["groups"][-1].parcels == [parcel]
    assert list(today["done"]) == []
    assert today["nothing_waits"]
