"""Moving a parcel along. The state is compared and set; only the one who wins it moves stock."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from shop.forks.order.models import Order
from shop.forks.partner.models import StockRecord
from shop.forks.voucher.models import give_back, lock_codes
from shop.fulfilment import states
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.models import Fulfilment, FulfilmentEvent, LineUnits
from shop.fulfilment.packing import hand_out, pack_goods, units_by_stock, unpack_goods
from shop.fulfilment.pick_up import promised_for
from shop.fulfilment.telling import tell_of_lapse, tell_of_step
from shop.stock.exceptions import OutOfStock
from shop.stock.holds import promise, release
from shop.stock.lots import Lots

Status, Mover = states.Status, states.Mover


@transaction.atomic
def move_on(
    *,
    fulfilment: Fulfilment,
    to: str,
    at: datetime,
    by: str = Mover.POINT,
    actor=None,
    note="",
    chosen: dict[int, Lots] | None = None,
) -> Fulfilment:
    """Moves a parcel to the state `to`. Goods leave stock when it is sent or handed over, are let go when it
    is cancelled or not paid in time, and promised anew when it is paid late. Packing takes the lots `chosen`
    (stock record id → lot id → units), for the rest those that end first.

    Raises WrongState where that step is not possible (any more) for `by`, OutOfStock where the goods cannot
    be promised anew, NotEnoughOfLot where the lots do not hold what is to be packed, PastUseBy where
    something packed has ended since; nothing is changed.
    """
    if to not in fulfilment.steps_for(by):
        raise WrongState(f"{fulfilment.status} → {to}")
    # The order is locked first: of two parcels that finish at once the second sees what the first became.
    Order.objects.select_for_update(no_key=True).get(pk=fulfilment.order_id)
    was, changes = fulfilment.status, {"status": to}
    if to == Status.NEW:
        changes |= {"confirm_by": confirm_by(at), "ready_by": promised_for(fulfilment, at)}
    if not Fulfilment.objects.filter(pk=fulfilment.pk, status=was).update(**changes):
        raise WrongState(f"{was} → {to}, but somebody was quicker")
    for name, value in changes.items():
        setattr(fulfilment, name, value)
    FulfilmentEvent.objects.create(fulfilment=fulfilment, status=to, actor=actor, note=note, happened_at=at)
    # Codes are given back before stock is let go: the order in which placing an order takes both.
    _settle_order(fulfilment.order_id)
    _move_stock(fulfilment, was, to, at, actor, chosen or {})
    tell_of_step(fulfilment=fulfilment, was=was, by=by, note=note, at=at)
    return fulfilment


def confirm_by(at: datetime) -> datetime:
    """Until when a point has to confirm what is its to do from `at` on."""
    return at + timedelta(hours=settings.CONFIRM_WITHIN_HOURS)


def _move_stock(fulfilment, was, to, at, actor, chosen):
    if to == Status.PACKED:
        pack_goods(fulfilment=fulfilment, at=at, chosen=chosen)
    elif to in (Status.SENT, Status.HANDED_OVER):
        hand_out(fulfilment=fulfilment, at=at, actor=actor)
    elif to == Status.NEW and was not in states.PROMISED:
        promise(quantities=units_by_stock(fulfilment))
    elif was in states.PROMISED and to in (Status.CANCELLED, Status.LAPSED):
        release(quantities=units_by_stock(fulfilment))
        unpack_goods(fulfilment=fulfilment)


def _settle_order(order_id):
    parcels = set(Fulfilment.objects.filter(order_id=order_id).values_list("status", flat=True))
    Order.objects.filter(pk=order_id).update(status=states.of_order(parcels))
    if parcels <= states.CAME_TO_NOTHING:
        give_back(order_id=order_id)


@transaction.atomic
def pass_to_points(*, order: Order, at: datetime) -> bool:
    """Gives the points an order that has been paid for; those whose goods were let go are promised anew.

    False where some are gone by now: those parcels are paid for, but short. The caller has locked the order.
    """
    waiting = list(order.fulfilments.filter(status__in=(Status.UNPAID, Status.LAPSED)).order_by("pk"))
    lock_stock(waiting)
    passed_on = [_pass_on(parcel, at) for parcel in waiting]
    return all(passed_on)


def _pass_on(parcel, at):
    try:
        move_on(fulfilment=parcel, to=Status.NEW, at=at, by=Mover.PAYMENT)
    except OutOfStock:
        # The failed step was rolled back in the database; the object still says what it wanted.
        parcel.refresh_from_db()
        move_on(fulfilment=parcel, to=Status.SHORT, at=at, by=Mover.PAYMENT)
        return False
    return True


@transaction.atomic
def lapse(*, order: Order, at: datetime, by: str = Mover.CLOCK) -> int:
    """Lets go what an order that was not paid for had promised; how many parcels."""
    Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    lapsed = _end_all(order, [Status.UNPAID], Status.LAPSED, at=at, by=by)
    if lapsed:
        tell_of_lapse(order=order, at=at)
    return lapsed


@transaction.atomic
def cancel_order(*, order: Order, at: datetime, by: str, actor=None, note="") -> int:
    """Cancels the parcels of an order that `by` may still cancel; how many. What is paid is to go back.

    Raises WrongState where there is none.
    """
    Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    allowed = [state for state in Status if by in states.TRANSITIONS[state].get(Status.CANCELLED, ())]
    cancelled = _end_all(order, allowed, Status.CANCELLED, at=at, by=by, actor=actor, note=note)
    if not cancelled:
        raise WrongState("There is nothing left to cancel.")
    return cancelled


def _end_all(order, from_states, to, **how):
    parcels = list(order.fulfilments.filter(status__in=from_states).order_by("pk"))
    lock_codes(order_id=order.pk)
    lock_stock(parcels)
    for parcel in parcels:
        move_on(fulfilment=parcel, to=to, **how)
    return len(parcels)


def lock_stock(parcels: Iterable[Fulfilment]) -> None:
    """Several parcels' stock records at once, in the one order in which all are taken."""
    lines = LineUnits.objects.filter(line__order__in={parcel.order_id for parcel in parcels})
    records = StockRecord.objects.filter(pk__in=lines.values("stock")).order_by("pk")
    list(records.select_for_update(no_key=True).values_list("pk"))


def cancel_overdue(*, now: datetime, move: Callable = move_on) -> int:
    """Cancels the parcels that no one confirmed by their deadline, by `move`; how many."""
    cancelled = 0
    for fulfilment in Fulfilment.objects.overdue(now).order_by("pk"):
        try:
            move(fulfilment=fulfilment, to=Status.CANCELLED, at=now, by=Mover.CLOCK, note="confirm_by")
        except WrongState:
            continue  # A person confirmed it in this very moment, which is better.
        cancelled += 1
    return cancelled
