"""Kill -9 on both sides of each commit and of the question to a carrier; recovered, it is booked once."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.tests.consigned import a_packed_parcel
from shop.settlement.carriage import book
from shop.tests.recovery.killing import in_another_process
from shop.tests.worlds import NOW, a_point

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_wherever_booking_dies_there_is_one_booking(carriers, time_machine):
    point = a_point(phone="02153825999")
    time_machine.move_to(NOW + timedelta(minutes=6), tick=False)

    def booking(parcel):
        return lambda: book(fulfilment=parcel, carrier="ghn", at=NOW)

    steps = in_another_process(booking(a_packed_parcel(point=point)))
    deadly = [number for number, name in enumerate(steps, 1) if name.startswith(("before", "after"))]
    assert "before endheaders" in steps
    for number in deadly:
        parcel = a_packed_parcel(point=point)
        assert in_another_process(booking(parcel), deadly=number) is None

        call_command("recover")
        booking(parcel)()

        mine = Consignment.objects.get(fulfilment=parcel)
        made = [each for name, each in carriers.ghn.items() if name.startswith(parcel.order.number)]
        assert (mine.state, [each.number for each in made]) == ("booked", [mine.number])
