"""One parcel's fault stops no other, and a carrier is asked by one at a time."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from shop.carriers import asking
from shop.carriers.asking import Machine
from shop.carriers.ghn import Ghn
from shop.fulfilment.consignments import booking
from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.tests.consigned import a_packed_parcel
from shop.fulfilment.states import Status
from shop.settlement.carriage import Asked, ask_carriers, book
from shop.settlement.moving import move_on
from shop.tests.carriers.world import ODD, REPLY_LOST
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)
TOMORROW = NOW + timedelta(days=1)
both = pytest.mark.parametrize("code", ["ghn", "ghtk"])


@pytest.fixture
def parcels():
    point = a_point(phone="02153825999")
    return [a_packed_parcel(point=point) for _ in range(3)]


def booked(parcel, code="ghn", at=NOW):
    return book(fulfilment=parcel, carrier=code, at=at)


def breaking(monkeypatch, method, of):
    """Lets a method of GHN's fail on one consignment, by a fault of ours."""
    original = getattr(Ghn, method)

    def broken(self, *args, **kwargs):
        if {of.reference, of.number} - {""} & {getattr(args[0], "reference", ""), *map(str, args)}:
            raise ZeroDivisionError("a fault of ours")
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Ghn, method, broken)


def states():
    return list(Consignment.objects.order_by("pk").values_list("state", flat=True))


def assert_told(caplog, consignment):
    [record] = [record for record in caplog.records if record.exc_info]
    assert record.exc_info[0] is ZeroDivisionError
    assert consignment.reference in record.getMessage()


def test_one_that_cannot_be_booked_leaves_the_others_booked(carriers, parcels, monkeypatch, caplog):
    carriers.faults.extend([REPLY_LOST] * 3)
    first, *_others = [booked(parcel) for parcel in parcels]
    breaking(monkeypatch, "book", first)

    assert booking.recover(now=LATER) == (2, 0)

    assert states() == ["asked", "booked", "booked"]
    assert_told(caplog, first)


def test_one_that_cannot_be_called_off_leaves_the_others_called_off(carriers, parcels, monkeypatch, caplog):
    first, *_others = [booked(parcel) for parcel in parcels]
    for parcel in parcels:
        move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="Hết hàng")
    breaking(monkeypatch, "cancel", first)

    assert booking.recover(now=LATER) == (0, 2)

    assert states() == ["booked", "cancelled", "cancelled"]
    assert_told(caplog, first)


def test_one_that_cannot_be_asked_about_leaves_the_others_moved_on(carriers, parcels, monkeypatch, caplog):
    first, *_others = [booked(parcel) for parcel in parcels]
    for parcel in parcels:
        move_on(fulfilment=parcel, to=Status.SENT, at=NOW)
    for made in carriers.ghn.values():
        made.status = "delivered"
    breaking(monkeypatch, "where", first)

    assert ask_carriers(now=TOMORROW) == Asked(asked=3, moved=2, failed=1)

    assert [type(parcel).objects.get(pk=parcel.pk).status for parcel in parcels] == [
        Status.SENT,
        Status.DELIVERED,
        Status.DELIVERED,
    ]
    assert_told(caplog, first)


@both
def test_odd_characters_of_a_carriers_stop_nothing(carriers, parcels, time_machine, code):
    time_machine.move_to(NOW, tick=False)
    carriers.faults.extend([REPLY_LOST] * 3)
    mine = [booked(parcel, code) for parcel in parcels]
    time_machine.move_to(LATER, tick=False)
    carriers.faults.extend([ODD] * 9)

    call_command("recover")

    assert states() == ["booked"] * 3
    made = getattr(carriers, code)
    assert [Consignment.objects.get(pk=each.pk).number for each in mine] == [
        made[each.reference].number for each in mine
    ]


@both
def test_a_carriers_odd_word_is_kept_without_what_is_odd(carriers, parcels, code):
    mine = booked(parcels[0], code)
    move_on(fulfilment=parcels[0], to=Status.SENT, at=NOW)
    carriers.faults.append(ODD)

    assert ask_carriers(now=TOMORROW) == Asked(asked=1)

    mine.refresh_from_db()
    assert mine.standing in ("ready_to_pick", "Trạng thái 2")


def test_while_it_is_asked_again_nobody_else_asks_or_calls_it_off(carriers, parcels, monkeypatch):
    carriers.faults.append(REPLY_LOST)
    mine, original, met = booked(parcels[0]), Machine.ask, []

    def meanwhile(*args):
        if not met:
            met.append("asked by the first")
            met.append(booked(parcels[0], at=LATER).state)
            with pytest.raises(CannotConsign):
                booking.call_off(consignment=Consignment.objects.get(pk=mine.pk), at=LATER)
        return original(*args)

    monkeypatch.setattr(Machine, "ask", meanwhile)

    assert booked(parcels[0], at=LATER).state == "booked"
    assert met == ["asked by the first", "asked"]
    assert len(carriers.calls) == 2


def test_who_has_seen_it_before_somebody_else_asked_does_not_call_it_off(carriers, parcels):
    carriers.faults.append(REPLY_LOST)
    seen = booked(parcels[0])
    assert booking.claim(consignment=Consignment.objects.get(pk=seen.pk), at=LATER)

    assert not booking.claim(consignment=seen, at=LATER)
    with pytest.raises(CannotConsign):
        booking.call_off(consignment=seen, at=LATER)

    assert states() == ["asked"]


def test_nobody_is_asked_anew_before_all_questions_of_the_first_have_ended():
    assert booking.PATIENCE.total_seconds() > asking.MOST_QUESTIONS * asking.LONGEST
