"""What wants a look at a point beside its orders: goods on their way, low stock, lots near their end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from shop.forks.partner.models import Partner, StockRecord
from shop.stock.shelves import ending, low
from shop.warehouse.models import Shipment, StockTake


@dataclass(frozen=True)
class Attention:
    """Numbers of one point."""

    point: Partner
    on_their_way: int
    low: int
    ending: int
    to_decide: int

    def __bool__(self):
        return bool(self.on_their_way or self.low or self.ending or self.to_decide)


def attention(points: Iterable[Partner], day: date) -> list[Attention]:
    """What wants a look, point by point, those with nothing left out; four queries."""
    points = list(points)
    ids = [point.pk for point in points]
    on_their_way = _counted(Shipment.objects.on_their_way().to(ids), "destination")
    few = _counted(low(StockRecord.objects.filter(partner__in=ids)), "partner")
    near = _counted(ending(day).filter(stock__partner__in=ids), "stock__partner")
    counts = StockTake.objects.filter(partner__in=ids, state=StockTake.State.SUBMITTED)
    to_decide = _counted(counts, "partner")
    found = [
        Attention(
            point,
            on_their_way.get(point.pk, 0),
            few.get(point.pk, 0),
            near.get(point.pk, 0),
            to_decide.get(point.pk, 0),
        )
        for point in points
    ]
    return [each for each in found if each]


def _counted(rows: QuerySet, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(rows=Count("pk")))
