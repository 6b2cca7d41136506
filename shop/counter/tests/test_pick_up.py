"""The code that a buyer shows finds the parcel, at one's own points only; its page says whether it fits."""

import pytest
from django.core.cache import cache

from shop.counter.pick_up import PER_PERSON
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.fulfilment.pick_up import spaced
from shop.fulfilment.states import Status
from shop.settlement.moving import move_on as hand_over
from shop.settlement.receiving import receive
from shop.storefront.order_pick_up import counter_address
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
FIND = "/quay/tim/"


@pytest.fixture(autouse=True)
def seller(client, point):
    cache.clear()  # Tries are counted there.
    user = a_seller(point)
    client.force_login(user)
    return user


def to_fetch(point, *steps):
    product = put_on_shelf(a_product(), 2, at=point).product
    parcel = an_order((product, 2), destination=Destination(sales_point=point)).fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel


def found(client, typed):
    return client.get(FIND, {"q": typed}).headers.get("Location", "")


def page(client, parcel, code):
    return client.get(f"/quay/kien/{parcel.pk}/", {"ma": code}).content.decode()


def test_the_code_leads_to_its_parcel_as_typed_or_scanned(client, point):
    parcel = to_fetch(point)
    code = parcel.pick_up_code
    there = f"/quay/kien/{parcel.pk}/?ma={code}"

    for typed in (code, f" {spaced(code).lower()} ", code.replace("0", "o").replace("1", "I")):
        assert found(client, typed) == there
    assert found(client, counter_address(parcel)) == there
    assert client.get(f"/quay/lay/{code}/").headers["Location"] == there


def test_another_points_code_finds_nothing(client, elsewhere):
    parcel = to_fetch(elsewhere)

    assert found(client, parcel.pick_up_code) == ""
    assert client.get(f"/quay/lay/{parcel.pick_up_code}/").status_code == 404
    assert client.get("/quay/lay/xxx/").status_code == 404


def test_the_parcels_page_says_that_the_code_fits(client, point):
    parcel = to_fetch(point, "confirmed", "packed")

    text = page(client, parcel, spaced(parcel.pick_up_code))

    assert "Mã đúng" in text
    assert "Trao hàng cho người đưa mã" in text


@pytest.mark.parametrize("shown", ["K7M2Q4", "K7M2Q4<b>"])
def test_a_code_that_does_not_fit_is_said_and_names_none_that_does(client, point, shown):
    parcel = to_fetch(point, "confirmed", "packed")

    text = page(client, parcel, shown)

    assert "không phải mã của kiện này" in text
    assert "<b>" not in text.split("<main")[1]
    assert spaced(parcel.pick_up_code) not in text
    assert parcel.pick_up_code not in text


def test_a_code_shown_twice_says_that_the_parcel_is_gone(client, point):
    parcel = to_fetch(point, "confirmed", "packed", "handed_over")

    assert "Nhưng kiện đang ở trạng thái: đã trao" in page(client, parcel, parcel.pick_up_code)


def test_it_is_handed_over_without_the_code(client, point):
    parcel = to_fetch(point, "confirmed", "packed")

    client.post(f"/quay/kien/{parcel.pk}/", {"to": "handed_over", "seen": "packed"})

    parcel.refresh_from_db()
    assert parcel.status == "handed_over"


def test_who_tries_codes_out_gets_nowhere(client, point, time_machine):
    time_machine.move_to(NOW, tick=False)  # All within one minute, however slow this machine is.
    parcel = to_fetch(point)
    for _try in range(int(PER_PERSON.split("/")[0])):
        found(client, "K7M2Q4")

    answer = client.get(FIND, {"q": parcel.pick_up_code})

    assert answer.status_code == 200
    assert "thử quá nhiều mã" in answer.content.decode()


def test_a_packing_slip_opens_its_parcel(client, point):
    parcel = to_fetch(point)
    assert 'aria-label="Mã mở kiện này ở quầy"' in client.get(f"/quay/kien/{parcel.pk}/in/").content.decode()

    assert found(client, f"http://127.0.0.1:8000/quay/kien/{parcel.pk}/") == f"/quay/kien/{parcel.pk}/"


def test_nothing_is_asked_of_who_has_paid_by_another_way_and_what_was_taken_is_told(client, point):
    paid, unpaid = to_fetch(point), to_fetch(point)
    receive(order=paid.order, means="transfer", amount=paid.amount, reference="FT1", at=NOW)
    for parcel in (paid, unpaid):
        for step in (Status.CONFIRMED, Status.PACKED):
            move_on(fulfilment=parcel, to=step, at=NOW)

    for where in ("", "in/"):
        assert client.get(f"/quay/kien/{paid.pk}/{where}").context["cash"]["total"] == 0
        assert client.get(f"/quay/kien/{unpaid.pk}/{where}").context["cash"]["total"] == unpaid.amount
    hand_over(fulfilment=unpaid, to=Status.HANDED_OVER, at=NOW)

    html = client.get(f"/quay/kien/{unpaid.pk}/").content.decode()
    assert "Đã thu" in html
    assert "Cần thu" not in html
