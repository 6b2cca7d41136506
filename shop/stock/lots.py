"""Which lots units leave from: the one that ends first, unless another is named.

Read and written only under the lock of the stock record: every caller has written to its row first, or taken
it `for update`. docs/decisions/0022.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from django.db.models import F, QuerySet

from catalog.trace.models import Lot
from shop.stock.exceptions import NotEnoughOfLot
from shop.stock.models import LotStock

#: Lot id → units; None is the id of what has no lot.
Lots = dict[int | None, int]


class Which(Enum):
    """Stands for a lot where none is named."""

    #: The good ones in the order of their use-by dates.
    FIRST_TO_END = "first to end"


LotChoice = Lot | None | Which


def choose(*, stock_id: int, units: int, day: date, lot: LotChoice = Which.FIRST_TO_END) -> Lots:
    """Lots that `units` leave from on that day: those still good, first to end first; or the one named.

    What lies packed in parcels is not there to take. Raises NotEnoughOfLot.
    """
    rows = _free(stock_id)
    named = lot is not Which.FIRST_TO_END
    rows = [row for row in rows if row.lot == lot] if named else still_good(rows, day)
    chosen = {row.lot_id: taken for row, taken in shared_out(units, rows)}
    if (found := sum(chosen.values())) < units:
        raise NotEnoughOfLot(stock_id, units, found, lot if named else None)
    return chosen


def still_good(rows: Iterable[LotStock], day: date) -> list[LotStock]:
    """Those that may be sold on that day."""
    return [row for row in rows if row.lot is None or not row.lot.is_past_use_by(day)]


def shared_out(units: int, rows: Iterable[LotStock]) -> Iterator[tuple[LotStock, int]]:
    """`units` from the free units of `rows` in their order: each row that gives with how many it gives.

    Where the rows do not hold so many, what they hold.
    """
    for row in rows:
        if units > 0 and row.free > 0:
            yield row, min(units, row.free)
            units -= row.free


def past_use_by(*, stock_id: int, day: date) -> int:
    """Units of the record that may not be sold on that day and are in no parcel."""
    return sum(row.free for row in _free(stock_id) if row.lot and row.lot.is_past_use_by(day))


def _free(stock_id):
    return free_lots([stock_id])


def free_lots(stock_ids: Iterable[int]) -> QuerySet[LotStock]:
    """What lies in no parcel, lot by lot, each with `free`; of each record the first to end first.

    Whoever only looks needs no lock: what is shown may be gone a moment later.
    """
    rows = LotStock.objects.filter(stock__in=list(stock_ids), on_hand__gt=F("packed")).select_related("lot")
    # First to end first; what has a code but no end comes before what has no lot at all.
    end = F("lot__use_by_date").asc(nulls_last=True)
    return rows.annotate(free=F("on_hand") - F("packed")).order_by(end, F("lot").asc(nulls_last=True))


def move(*, stock_id: int, lots: Lots, packed: bool = False) -> None:
    """Adds `lots` (negative: takes away) to what is on hand; with `packed`, to what lies packed as well.

    Raises NotEnoughOfLot where a row does not hold so many.
    """
    for lot_id, units in lots.items():
        row = LotStock.objects.filter(stock=stock_id, lot=lot_id)
        if units > 0 and not packed:
            row.get_or_create(stock_id=stock_id, lot_id=lot_id)
        _change(row, units, units if packed else 0, stock_id)


def pack(*, stock_id: int, lots: Lots) -> None:
    """Adds `lots` (negative: takes away) to what lies packed. Raises NotEnoughOfLot."""
    for lot_id, units in lots.items():
        _change(LotStock.objects.filter(stock=stock_id, lot=lot_id), 0, units, stock_id)


def _change(row, on_hand, packed, stock_id):
    possible = row.filter(packed__gte=-packed, on_hand__gte=F("packed") + (packed - on_hand))
    if not possible.update(on_hand=F("on_hand") + on_hand, packed=F("packed") + packed):
        raise NotEnoughOfLot(stock_id, max(-on_hand, packed), 0)
