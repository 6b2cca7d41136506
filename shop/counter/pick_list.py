"""What to take from the shelves for all parcels that wait to be packed: by product, with the lots to take."""

from dataclasses import dataclass, field
from datetime import date

from catalog.products.models import Product
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner
from shop.fulfilment.models import Fulfilment, LineUnits
from shop.stock.lots import free_lots, shared_out, still_good
from shop.stock.models import LotStock


@dataclass
class Pick:
    """Units of one product: the lots to take them from, and the orders that they are for."""

    product: Product
    sku: str
    units: int = 0
    lots: list[tuple[Lot | None, int]] = field(default_factory=list)
    orders: dict[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """Units that no good lot holds."""
        return self.units - sum(units for _lot, units in self.lots)


def pick_list(partner: Partner, *, day: date) -> list[Pick]:
    """All that the point's confirmed parcels take, by the products' names; gift sets by what is in them."""
    picks: dict[int, Pick] = {}
    for row in _wanted(partner):
        pick = picks.setdefault(row.stock_id, Pick(row.stock.product, row.stock.partner_sku))
        pick.units += row.quantity
        number = row.line.order.number
        pick.orders[number] = pick.orders.get(number, 0) + row.quantity
    by_stock: dict[int, list[LotStock]] = {}
    for row in free_lots(picks):
        by_stock.setdefault(row.stock_id, []).append(row)
    for stock_id, pick in picks.items():
        good = still_good(by_stock.get(stock_id, ()), day)
        pick.lots = [(row.lot, taken) for row, taken in shared_out(pick.units, good)]
    return sorted(picks.values(), key=lambda pick: (pick.product.full_title, pick.sku))


def _wanted(partner):
    confirmed = Fulfilment.objects.filter(partner=partner, status=Fulfilment.Status.CONFIRMED)
    rows = LineUnits.objects.filter(line__partner=partner, line__order__in=confirmed.values("order"))
    return rows.select_related("stock__product__parent", "line__order").order_by("line__order__pk", "pk")
