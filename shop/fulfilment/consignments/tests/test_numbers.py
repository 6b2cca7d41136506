"""Carrier and number as staff type them: kept, corrected, told to the buyer, one a parcel."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.numbers import take_number_away, write_number
from shop.fulfilment.consignments.queries import facts_of_carriage, live_of
from shop.fulfilment.consignments.tests.consigned import a_packed_parcel
from shop.fulfilment.delivery import Contact
from shop.fulfilment.operations import move_on
from shop.fulfilment.states import Status
from shop.messages.models import Message
from shop.messages.sending import send_due
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
READER = Contact(name="Lò Thị Thử", phone="0912345678", email="lo@example.com")


def written(parcel, carrier="ghn", number="LB7X1", words="", at=NOW):
    return write_number(fulfilment=parcel, carrier=carrier, number=number, words=words, at=at)


def told_of_sending(parcel):
    messages = Message.objects.filter(order=parcel.order, kind="parcel_sent").order_by("pk")
    return [message.facts.get("tracking") for message in messages]


def test_the_buyer_is_told_who_brings_it_and_where_it_is():
    parcel = a_packed_parcel(contact=READER)
    written(parcel)

    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)
    send_due(clock=lambda: NOW)

    told = Message.objects.get(order=parcel.order, kind="parcel_sent")
    for words in ("Giao Hàng Nhanh", "LB7X1", "https://donhang.ghn.vn/?order_code=LB7X1"):
        assert words in told.text


def test_without_a_carrier_it_is_sent_all_the_same():
    parcel = a_packed_parcel(contact=READER, until=Status.SENT)

    assert told_of_sending(parcel) == [None]
    assert facts_of_carriage(parcel, "vi") == {}


def test_a_coach_is_told_in_words_in_the_buyers_language():
    parcel = a_packed_parcel()
    written(parcel, "coach", "", "nhà xe Hải Vân, 0912 000 111")

    assert facts_of_carriage(parcel, "en")["carrier"] == "Coach or driver: nhà xe Hải Vân, 0912 000 111"
    assert facts_of_carriage(parcel, "vi")["carrier"].endswith(": nhà xe Hải Vân, 0912 000 111")
    assert facts_of_carriage(parcel, "vi")["tracking_link"] == ""


def test_a_number_put_right_on_the_way_is_told_once_and_the_old_one_is_kept():
    parcel = a_packed_parcel(contact=READER)
    first = written(parcel)
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)

    for _again in range(2):
        written(parcel, number="LB7X2", at=NOW + timedelta(hours=1))

    assert told_of_sending(parcel) == ["LB7X1", "LB7X2"]
    first.refresh_from_db()
    assert (first.state, first.number) == ("cancelled", "LB7X1")
    assert live_of(parcel).number == "LB7X2"


def test_it_is_taken_away_where_the_point_brings_it_itself():
    parcel = a_packed_parcel()
    written(parcel)

    take_number_away(fulfilment=parcel, at=NOW)

    assert live_of(parcel) is None


@pytest.mark.parametrize("step", [Status.CONFIRMED, Status.CANCELLED, Status.DELIVERED])
def test_only_what_is_packed_or_on_its_way_has_a_carrier(step):
    if step == Status.CONFIRMED:
        parcel = a_packed_parcel(until=step)
    else:
        parcel = a_packed_parcel(until=Status.SENT if step == Status.DELIVERED else Status.PACKED)
        move_on(fulfilment=parcel, to=step, at=NOW)

    with pytest.raises(CannotConsign):
        written(parcel)


def test_the_database_keeps_one_live_consignment_a_parcel_that_says_how():
    parcel = a_packed_parcel()
    mine = written(parcel)
    values = {"carrier": "ghn", "begun_at": NOW, "asked_at": NOW, "fulfilment": parcel, "by_machine": True}

    for more in (
        {"attempt": 2, "reference": "b", "state": "asked"},
        {"attempt": 2, "reference": mine.reference, "state": "failed", "ended_at": NOW},
        {"attempt": 1, "reference": "c", "state": "failed", "ended_at": NOW},
        {"attempt": 2, "reference": "d", "state": "failed"},
        {"attempt": 2, "reference": "e", "state": "leaving", "by_machine": False},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consignment.objects.create(**values | more)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consignment.objects.filter(pk=mine.pk).update(number="", words="")
