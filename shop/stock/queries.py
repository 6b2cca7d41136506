"""Reading stock, and checking that the counters, the ledger and the promises tell the same story."""

from collections.abc import Iterator

from django.db.models import Sum

from shop.forks.partner.models import StockRecord
from shop.stock.models import HoldLine, Movement


def stock_differences(open_order_units: dict[int, int]) -> Iterator[str]:
    """Every difference between counters, ledger and promises, one sentence each, in Vietnamese.

    `open_order_units` is what open orders promise (stock record id → units); orders stand a floor above,
    so their side of the sum is passed in.
    """
    ledger = _sums(Movement.objects.all(), "quantity")
    held = _sums(HoldLine.objects.filter(hold__state="live"), "quantity")
    for record in StockRecord.objects.select_related("product", "partner").order_by("pk"):
        name = f"Bản ghi kho {record.pk} ({record.product.title}, {record.partner.name})"
        in_ledger = ledger.get(record.pk, 0)
        if record.num_in_stock != in_ledger:
            yield f"{name}: tồn {record.num_in_stock}, sổ kho cộng lại {in_ledger}."
        promised = held.get(record.pk, 0) + open_order_units.get(record.pk, 0)
        if record.num_allocated != promised:
            yield f"{name}: đã hứa {record.num_allocated}, giữ chỗ và đơn mở cộng lại {promised}."
        if not 0 <= record.num_allocated <= record.num_in_stock:
            yield f"{name}: đã hứa {record.num_allocated} nhưng chỉ có {record.num_in_stock}."


def _sums(queryset, field):
    rows = queryset.order_by().values("stock_id").annotate(units=Sum(field))
    return {row["stock_id"]: row["units"] for row in rows}
