"""Reading stock, and checking that the counters, the ledger and the promises tell the same story."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Sum

from shop.forks.partner.models import StockRecord
from shop.stock.models import HoldLine, LotStock, Movement


def stock_differences(
    open_order_units: dict[int, int], packed_units: dict[tuple[int, int | None], int]
) -> Iterator[str]:
    """Every difference between counters, lots, ledger and promises, one sentence each, in Vietnamese.

    `open_order_units` is what open orders promise (stock record id → units), `packed_units` what lies in
    their parcels (stock record and lot id → units); orders stand a floor above, so their side is passed in.
    """
    moved, rows = _ledger_by_lot(), {(row.stock_id, row.lot_id): row for row in LotStock.objects.all()}
    ledger = _by_stock(moved)
    in_lots = _by_stock({key: row.on_hand for key, row in rows.items()})
    held = _sums(HoldLine.objects.filter(hold__state="live"), "quantity")
    for record in StockRecord.objects.select_related("product", "partner").order_by("pk"):
        name = f"Bản ghi kho {record.pk} ({record.product.title}, {record.partner.name})"
        for what, units in (("sổ kho", ledger), ("các lô", in_lots)):
            if record.num_in_stock != units.get(record.pk, 0):
                yield f"{name}: tồn {record.num_in_stock}, {what} cộng lại {units.get(record.pk, 0)}."
        promised = held.get(record.pk, 0) + open_order_units.get(record.pk, 0)
        if record.num_allocated != promised:
            yield f"{name}: đã hứa {record.num_allocated}, giữ chỗ và đơn mở cộng lại {promised}."
        if not 0 <= record.num_allocated <= record.num_in_stock:
            yield f"{name}: đã hứa {record.num_allocated} nhưng chỉ có {record.num_in_stock}."
    yield from _lot_differences(moved, rows, packed_units)


def _ledger_by_lot():
    moved = Movement.objects.order_by().values_list("stock", "lot").annotate(units=Sum("quantity"))
    return {(stock, lot): units for stock, lot, units in moved}


def _by_stock(units_by_lot):
    found: Counter = Counter()
    for (stock, _lot), units in units_by_lot.items():
        found[stock] += units
    return found


def _lot_differences(ledger, rows, packed_units):
    for stock, lot in sorted(ledger.keys() | rows.keys() | packed_units.keys(), key=str):
        row = rows.get((stock, lot), LotStock())
        name = f"Bản ghi kho {stock}, lô {lot or 'không tên'}"
        if row.on_hand != ledger.get((stock, lot), 0):
            yield f"{name}: tồn {row.on_hand}, sổ kho cộng lại {ledger.get((stock, lot), 0)}."
        if row.packed != packed_units.get((stock, lot), 0):
            yield f"{name}: đã gói {row.packed}, các kiện cộng lại {packed_units.get((stock, lot), 0)}."


def _sums(queryset, field):
    rows = queryset.order_by().values("stock_id").annotate(units=Sum(field))
    return {row["stock_id"]: row["units"] for row in rows}
