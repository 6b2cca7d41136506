"""Promises of goods: holds with an end, and what becomes of them.

Counters move by conditional UPDATE, in ascending order of stock record id, so that two shoppers can neither
oversell nor wait for each other in a circle; a hold's header is written before its stock records for the same
reason. Measured on both engines: docs/decisions/0003.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from shop.forks.partner.models import StockRecord
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.models import Hold, HoldLine


@transaction.atomic
def hold(*, key: str, quantities: dict[int, int], expires_at: datetime) -> Hold:
    """Promises `quantities` (stock record id → units) under `key`, in place of what the key held before.

    Raises OutOfStock (nothing changed) or HoldEnded where the key's hold is an order's by now. Where there is
    not enough, `expire_holds` may help, in a transaction of its own: within one it would lock other holds'
    records out of their order.
    """
    held, _ = Hold.objects.get_or_create(key=key, defaults={"expires_at": expires_at})
    # The header first: two tabs of one shopper queue here, before either has touched a stock record.
    reopened = Hold.objects.filter(pk=held.pk).exclude(state=Hold.State.ORDERED)
    if not reopened.update(version=F("version") + 1, expires_at=expires_at):
        raise HoldEnded(key)
    held.refresh_from_db()
    was_live = held.state == Hold.State.LIVE
    old = dict(held.lines.values_list("stock_id", "quantity")) if was_live else {}
    for stock_id in sorted(old.keys() | quantities.keys()):
        _promise(stock_id, quantities.get(stock_id, 0) - old.get(stock_id, 0))
    held.lines.all().delete()
    HoldLine.objects.bulk_create(
        HoldLine(hold=held, stock_id=pk, quantity=units) for pk, units in sorted(quantities.items())
    )
    Hold.objects.filter(pk=held.pk).update(state=Hold.State.LIVE)
    held.state = Hold.State.LIVE
    return held


def _promise(stock_id: int, units: int) -> None:
    """Moves the promised counter by `units`, if that many are available. Raises OutOfStock."""
    if units == 0:
        return
    record = StockRecord.objects.filter(pk=stock_id)
    if units > 0:
        record = record.with_available().filter(left__gte=units)
    if not record.update(num_allocated=F("num_allocated") + units):
        raise OutOfStock(stock_id, units)


@transaction.atomic
def pass_to_order(*, hold: Hold) -> None:
    """Ends a live hold without letting its goods go: from now on the order's open lines promise them.

    Raises HoldEnded where somebody else ended it first.
    """
    live = Hold.objects.filter(pk=hold.pk, state=Hold.State.LIVE)
    if not live.update(state=Hold.State.ORDERED, version=F("version") + 1):
        raise HoldEnded(hold.key)


@transaction.atomic
def release_hold(*, hold: Hold, state=Hold.State.RELEASED) -> bool:
    """Lets a live hold's goods go. False where it had ended already."""
    live = Hold.objects.filter(pk=hold.pk, state=Hold.State.LIVE)
    if not live.update(state=state, version=F("version") + 1):
        return False
    for stock_id, units in hold.lines.order_by("stock_id").values_list("stock_id", "quantity"):
        _promise(stock_id, -units)
    return True


def expire_holds(*, now: datetime) -> int:
    """Ends the holds whose time is up, each in a transaction of its own; how many it ended."""
    due = Hold.objects.filter(state=Hold.State.LIVE, expires_at__lte=now)
    return sum(release_hold(hold=held, state=Hold.State.EXPIRED) for held in due.order_by("pk"))


@transaction.atomic
def promise(*, quantities: dict[int, int]) -> None:
    """Promises anew what an order had let go. The caller has won the change of the parcel's state.

    Raises OutOfStock; nothing is changed then.
    """
    for stock_id, units in sorted(quantities.items()):
        _promise(stock_id, units)


@transaction.atomic
def release(*, quantities: dict[int, int]) -> None:
    """Lets go what an order promised. The caller has won the change of the parcel's state."""
    for stock_id, units in sorted(quantities.items()):
        _promise(stock_id, -units)
