"""What a buyer sees of a parcel's way: what has happened, and what is still to come."""

import pytest

from shop.fulfilment.models import Fulfilment
from shop.fulfilment.tests.test_moving import DELIVERY, PICK_UP, a_parcel

Status = Fulfilment.Status
pytestmark = pytest.mark.django_db


def seen(parcel):
    return [(state, event is not None) for state, event in parcel.journey]


@pytest.mark.parametrize(
    ("method", "end"), [(DELIVERY, [Status.SENT, Status.DELIVERED]), (PICK_UP, [Status.HANDED_OVER])]
)
def test_a_way_leads_to_its_own_end_and_shows_what_is_still_to_come(method, end):
    assert seen(a_parcel(method, state=Status.CONFIRMED)) == [
        (Status.NEW, True),
        (Status.CONFIRMED, True),
        (Status.PACKED, False),
        *((state, False) for state in end),
    ]


def test_a_way_that_was_broken_off_ends_there():
    parcel = a_parcel(state=Status.CANCELLED)
    assert seen(parcel)[-1] == (Status.CANCELLED, True)
    assert all(happened for _state, happened in seen(parcel))
