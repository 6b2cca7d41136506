"""What the clock does to orders: unpaid ones lapse, unconfirmed parcels are cancelled and paid back."""

from collections.abc import Callable
from datetime import datetime

from shop.forks.order.models import Order
from shop.fulfilment.operations import cancel_overdue, lapse
from shop.fulfilment.states import Status
from shop.settlement.moving import move_on

#: Asked of an order whose time to pay is over, before its goods are let go: was it paid after all?
LastLook = Callable[[Order, datetime], bool]


def lapse_unpaid(*, now: datetime, last_look: LastLook | None = None) -> int:
    """Lets go the goods of orders that were not paid for in time; how many orders."""
    late = Order.objects.filter(pay_by__lte=now, fulfilments__status=Status.UNPAID).distinct()
    lapsed = 0
    for order in late.order_by("pk"):
        if last_look is None or not last_look(order, now):
            lapsed += bool(lapse(order=order, at=now))
    return lapsed


def cancel_unconfirmed(*, now: datetime) -> int:
    """Cancels the parcels that no point confirmed in time, and asks for their money back; how many."""
    return cancel_overdue(now=now, move=move_on)
