"""A carrier's answer at the very moment in which somebody else presses, or sends the parcel."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from django.db import connection, transaction

from shop.fulfilment.consignments import booking
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.tests.consigned import a_packed_parcel
from shop.fulfilment.states import Status
from shop.messages.models import Message
from shop.settlement.carriage import book
from shop.settlement.moving import move_on
from shop.tests.carriers.world import REPLY_LOST
from shop.tests.concurrency.together import SECONDS, at_once
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=2)


def test_many_who_press_again_after_a_lost_answer_ask_once(carriers):
    carriers.faults.append(REPLY_LOST)
    parcel = a_packed_parcel()
    book(fulfilment=parcel, carrier="ghn", at=NOW)

    outcomes = at_once(lambda _: book(fulfilment=parcel, carrier="ghn", at=LATER), range(4))

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    assert Consignment.objects.get(fulfilment=parcel).state == "booked"
    assert len(carriers.calls) == 2


def test_a_number_that_comes_just_as_the_parcel_is_sent_is_told(carriers):
    parcel = a_packed_parcel()
    parcel.order.guest_email = "lo@example.com"
    parcel.order.save()
    mine, _new = booking.begin(fulfilment=parcel, carrier="ghn", cash=0, at=NOW)

    def answered():
        try:
            return booking.book(consignment=mine, at=NOW, again=False).state
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            move_on(fulfilment=parcel, to=Status.SENT, at=NOW)
            answer = threads.submit(answered)
            wait([answer], timeout=1)  # Either it is written by now, or it waits for the parcel.
        assert answer.result(SECONDS) == "booked"

    told = Message.objects.filter(order=parcel.order, kind="parcel_sent").order_by("pk")
    assert [message.facts.get("tracking", "") for message in told] == ["", "LB7X1"]
