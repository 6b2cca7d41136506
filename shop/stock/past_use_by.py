"""Goods past their use-by date are not sold: they are set aside under a hold until somebody takes them out.

A hold is a promise to nobody here. So what shoppers see stays on hand less promised, and no counter is added.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from catalog.trace.models import Lot
from shop.forks.partner.models import StockRecord
from shop.stock import lots
from shop.stock.holds import hold, release_hold
from shop.stock.models import Hold, HoldLine, LotStock

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def key_of(stock_id: int) -> str:
    """The key of the hold under which a record's goods are set aside."""
    return f"use-by:{stock_id}"


def units_set_aside(stock_id: int) -> int:
    """Units of a record under the hold of its goods past their use-by date, which are promised to nobody."""
    live = HoldLine.objects.filter(hold__key=key_of(stock_id), hold__state=Hold.State.LIVE, stock=stock_id)
    return live.aggregate(units=Sum("quantity", default=0))["units"]


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
    held, own = _header(stock_id)
    # The record is locked before its lots are read.
    could_be = _available(stock_id) + own
    units = min(lots.past_use_by(stock_id=stock_id, day=day), could_be)
    # Nothing is written where nothing changed: a write to a record tells all pages that show it.
    if units > 0 and units != own:
        hold(key=held.key, quantities={stock_id: units}, expires_at=NEVER)
    elif units <= 0:
        release_hold(hold=held)
    return max(units - own, 0)


def _header(stock_id: int) -> tuple[Hold, int]:
    """The hold of the record's setting-aside and the units under it; it is locked before the record."""
    ended = {"state": Hold.State.RELEASED, "expires_at": NEVER}
    held = Hold.objects.get_or_create(key=key_of(stock_id), defaults=ended)[0]
    Hold.objects.filter(pk=held.pk).update(version=F("version") + 1)
    held.refresh_from_db()
    is_live = held.state == Hold.State.LIVE
    return held, sum(held.lines.values_list("quantity", flat=True)) if is_live else 0


def _available(stock_id):
    record = StockRecord.objects.select_for_update(no_key=True).get(pk=stock_id)
    return record.num_in_stock - record.num_allocated


@contextmanager
def apart_from_set_aside(*, stock_id: int, lot, day: date):
    """While in it, units of a lot that is past its use-by date can be taken; what is left of them is set
    aside after it. For any other lot nothing changes.
    """
    if not (isinstance(lot, Lot) and lot.is_past_use_by(day)):
        yield
        return
    release_hold(hold=_header(stock_id)[0])
    yield
    _set_aside(stock_id, day)
