"""Goods past their use-by date are not sold: they are set aside under a hold until somebody takes them out.

A hold is a promise to nobody here. So what shoppers see stays on hand less promised, and no counter is added.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from catalog.trace.models import Lot
from shop.forks.partner.models import StockRecord
from shop.stock import lots
from shop.stock.holds import hold, release_hold
from shop.stock.models import Hold, LotStock

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def key_of(stock_id: int) -> str:
    """The key of the hold under which a record's goods are set aside."""
    return f"use-by:{stock_id}"


def set_aside_past_use_by(*, now: datetime) -> int:
    """Sets aside what is past its use-by date at `now` and was promised to nobody; units more than before.

    What is promised to orders cannot be set aside: packing refuses it.
    """
    day = timezone.localdate(now)
    ended = LotStock.objects.filter(lot__use_by_date__lt=day, on_hand__gt=F("packed"))
    held = Hold.objects.filter(key__startswith="use-by:", state=Hold.State.LIVE)
    found = {*ended.values_list("stock", flat=True), *held.values_list("lines__stock", flat=True)}
    return sum(_set_aside(stock_id, day) for stock_id in sorted(found))


@transaction.atomic
def _set_aside(stock_id: int, day: date) -> int:
    own = _let_go(stock_id)
    units = min(lots.past_use_by(stock_id=stock_id, day=day), _available(stock_id))
    if units > 0:
        hold(key=key_of(stock_id), quantities={stock_id: units}, expires_at=NEVER, now=NEVER)
    return max(units - own, 0)


def _let_go(stock_id: int) -> int:
    """Ends the setting-aside; the units that it held. The hold's header is locked before the record."""
    ended = {"state": Hold.State.RELEASED, "expires_at": NEVER}
    held = Hold.objects.get_or_create(key=key_of(stock_id), defaults=ended)[0]
    Hold.objects.filter(pk=held.pk).update(version=F("version") + 1)
    if not release_hold(hold=held):
        return 0
    return sum(held.lines.values_list("quantity", flat=True))


def _available(stock_id):
    record = StockRecord.objects.select_for_update(no_key=True).get(pk=stock_id)
    return record.num_in_stock - record.num_allocated


@contextmanager
def apart_from_set_aside(*, stock_id: int, lot, day: date):
    """While in it, units of a named lot that is past its use-by date are there to be taken."""
    is_ended = isinstance(lot, Lot) and lot.is_past_use_by(day)
    if is_ended:
        _let_go(stock_id)
    yield
    if is_ended:
        _set_aside(stock_id, day)
