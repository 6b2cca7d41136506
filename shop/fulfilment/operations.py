"""Moving a parcel along. The state is compared and set; only the one who wins it moves stock."""

from datetime import datetime

from django.db import transaction

from shop.forks.order.models import Order
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.models import Fulfilment, FulfilmentEvent, LineUnits
from shop.stock.operations import consume, release

Status = Fulfilment.Status


@transaction.atomic
def move_on(*, fulfilment: Fulfilment, to: str, at: datetime, actor=None, note="") -> Fulfilment:
    """Moves a parcel to the state `to`. Goods leave stock when it is sent or handed over, and are let go
    when it is cancelled. Raises WrongState where that step is not possible (any more); nothing is changed.
    """
    if to not in fulfilment.next_steps:
        raise WrongState(f"{fulfilment.status} → {to}")
    # The order is locked first: of two parcels that finish at once the second sees what the first became.
    Order.objects.select_for_update(no_key=True).get(pk=fulfilment.order_id)
    won = Fulfilment.objects.filter(pk=fulfilment.pk, status=fulfilment.status).update(status=to)
    if not won:
        raise WrongState(f"{fulfilment.status} → {to}, but somebody was quicker")
    fulfilment.status = to
    FulfilmentEvent.objects.create(fulfilment=fulfilment, status=to, actor=actor, note=note, happened_at=at)
    _move_stock(fulfilment, to, at, actor)
    _settle_order(fulfilment.order_id)
    return fulfilment


def _move_stock(fulfilment, to, at, actor):
    if to in (Status.SENT, Status.HANDED_OVER):
        quantities = units_by_stock(fulfilment)
        consume(quantities=quantities, reference=fulfilment.reference, at=at, actor=actor)
    elif to == Status.CANCELLED:
        release(quantities=units_by_stock(fulfilment))


def units_by_stock(fulfilment: Fulfilment) -> dict[int, int]:
    """What the parcel holds: stock record id → units."""
    return LineUnits.objects.filter(
        line__order=fulfilment.order_id, line__partner=fulfilment.partner_id
    ).by_stock()


def _settle_order(order_id):
    """The order's own status follows from its parcels'."""
    states = set(Fulfilment.objects.filter(order_id=order_id).values_list("status", flat=True))
    if states & set(Fulfilment.OPEN):
        status = "placed"
    else:
        status = "cancelled" if states == {Status.CANCELLED} else "completed"
    Order.objects.filter(pk=order_id).update(status=status)


def cancel_overdue(*, now: datetime) -> int:
    """Cancels the parcels that no one confirmed by their deadline; how many."""
    cancelled = 0
    for fulfilment in Fulfilment.objects.overdue(now).order_by("pk"):
        try:
            move_on(fulfilment=fulfilment, to=Status.CANCELLED, at=now, note="confirm_by")
        except WrongState:
            continue  # A person confirmed it in this very moment, which is better.
        cancelled += 1
    return cancelled
