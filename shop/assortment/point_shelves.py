"""What can be bought at sales points: at one, and at many at once for lists of points."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from catalog.products.models import Product
from shop.assortment.queries import stock_at
from shop.forks.partner.models import StockRecord
from shop.points.models import SalesPoint

#: Products named for each point in a list.
TOP_SHELVES = 3


@dataclass
class PointShelves:
    """The fullest shelves of one point and how many products it has in all."""

    count: int = 0
    top: list[StockRecord] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Products beside those named."""
        return self.count - len(self.top)


def filled() -> QuerySet[StockRecord]:
    """Stock of public products that open points have left, `left` on each."""
    records = StockRecord.objects.sellable().with_available().filter(left__gt=0)
    return records.filter(product__in=Product.objects.browsable(), partner__sales_point__isnull=False)


def on_sale_at(point: SalesPoint, at: datetime) -> QuerySet[Product]:
    """What can be bought at one point, `left` on each: what stands there, and nothing while it is paused."""
    products = stock_at(point, at)
    return products if point.status == SalesPoint.Status.OPEN else products.none()


def points_having(points: QuerySet[SalesPoint], product: Product) -> QuerySet[SalesPoint]:
    """Those of `points` where the product stands on the shelf."""
    having = filled().filter(product=product)
    return points.filter(pk__in=having.values("partner__sales_point"))


def shelves_by_point(points: Iterable[SalesPoint]) -> dict[int, PointShelves]:
    """Point id → its shelves, for all `points` in one query."""
    found = {point.pk: PointShelves() for point in points}
    at_point = {"partition_by": F("partner__sales_point")}
    records = (
        filled()
        .filter(partner__sales_point__in=found)
        .annotate(
            point_id=F("partner__sales_point"),
            place=Window(RowNumber(), order_by=[F("left").desc(), "product__title_vi", "pk"], **at_point),
            count=Window(Count("pk"), **at_point),
        )
        .filter(place__lte=TOP_SHELVES)
        .select_related("product")
        .only("product__title_vi", "product__title_en", "product__slug", "product__structure")
        .order_by("point_id", "place")
    )
    for record in records:
        shelves = found[record.point_id]
        shelves.count = record.count
        shelves.top.append(record)
    return found
