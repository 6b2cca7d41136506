"""Moving a parcel along. The state is compared and set; only the one who wins it moves stock."""

from datetime import datetime

from django.db import transaction

from shop.forks.order.models import Order
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.models import Fulfilment, FulfilmentEvent
from shop.fulfilment.packing import hand_out, pack_goods, units_by_stock, unpack_goods
from shop.fulfilment.telling import tell_of_step
from shop.stock.holds import release
from shop.stock.lots import Lots

Status = Fulfilment.Status
#: The note of a parcel that nobody confirmed in time.
OVERDUE = "confirm_by"


@transaction.atomic
def move_on(
    *,
    fulfilment: Fulfilment,
    to: str,
    at: datetime,
    actor=None,
    note="",
    chosen: dict[int, Lots] | None = None,
) -> Fulfilment:
    """Moves a parcel to the state `to`. Goods leave stock when it is sent or handed over, and are let go
    when it is cancelled. Packing takes the lots `chosen` (stock record id → lot id → units), for the rest
    those that end first.

    Raises WrongState where that step is not possible (any more), NotEnoughOfLot where the lots do not hold
    what is to be packed, PastUseBy where something packed has ended since; nothing is changed.
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
    _move_stock(fulfilment, to, at, actor, chosen or {})
    _settle_order(fulfilment.order_id)
    tell_of_step(fulfilment=fulfilment, at=at, **_why(note, actor))
    return fulfilment


def _why(note, actor):
    """Why somebody moved it on, as the shopper is told; the clock's own reason is no words of anybody."""
    return {"by": "clock"} if actor is None and note == OVERDUE else {"by": "staff", "reason": note}


def _move_stock(fulfilment, to, at, actor, chosen):
    if to == Status.PACKED:
        pack_goods(fulfilment=fulfilment, at=at, chosen=chosen)
    elif to in Fulfilment.GONE_OUT:
        hand_out(fulfilment=fulfilment, at=at, actor=actor)
    elif to == Status.CANCELLED:
        release(quantities=units_by_stock(fulfilment))
        unpack_goods(fulfilment=fulfilment)


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
            move_on(fulfilment=fulfilment, to=Status.CANCELLED, at=now, note=OVERDUE)
        except WrongState:
            continue  # A person confirmed it in this very moment, which is better.
        cancelled += 1
    return cancelled
