"""What can be bought at sales points: at one, and at many at once for lists of points."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from catalog.certification.querysets import off_sale
from catalog.products.models import Product
from shop.assortment.queries import stock_at
from shop.forks.partner.counting import sets_by_partner
from shop.forks.partner.models import Partner, StockRecord
from shop.points.models import SalesPoint

#: Products named for each point in a list.
TOP_SHELVES = 3
_NAMES = ("product__title_vi", "product__title_en", "product__slug", "product__structure")


@dataclass
class PointShelves:
    """The fullest shelves of one point and how many products it has in all."""

    count: int = 0
    top: list[StockRecord] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Products beside those named."""
        return self.count - len(self.top)


def filled(at: datetime, *, adults: bool = False) -> QuerySet[StockRecord]:
    """Stock of products and variants on sale at `at` that open points have left, `left` on each.

    What is for adults only is left out, unless for `adults`.
    """
    records = StockRecord.objects.sellable().of_goods_on_sale().with_available()
    shut = off_sale(Product.objects.all(), at).values("pk")
    records = records.exclude(product__in=shut).exclude(product__parent__in=shut)
    if not adults:
        kept = Product.objects.for_adults().values("pk")
        records = records.exclude(product__in=kept).exclude(product__parent__in=kept)
    return records.filter(left__gt=0, partner__sales_point__isnull=False)


def on_sale_at(point: SalesPoint, at: datetime, *, adults: bool = False) -> QuerySet[Product]:
    """What can be bought at one point, `left` on each: what stands there, and nothing while it is paused."""
    products = stock_at(point, at, adults=adults)
    return products if point.status == SalesPoint.Status.OPEN else products.none()


def points_having(points: QuerySet[SalesPoint], product: Product, at: datetime) -> QuerySet[SalesPoint]:
    """Those of `points` where the product can be had: a parent in any size, a gift set as a whole.

    Whether the product may be asked for at all is for the caller to know.
    """
    of_any_size = Product.objects.sold().filter(Q(pk=product.pk) | Q(parent=product.pk))
    having = filled(at, adults=True).filter(product__in=of_any_size, product__components=None)
    made = Partner.objects.filter(pk__in=sets_by_partner(product.pk).values("partner"))
    return points.filter(
        Q(pk__in=having.values("partner__sales_point")) | Q(pk__in=made.values("sales_point"))
    )


def shelves_by_point(
    points: Iterable[SalesPoint], at: datetime, *, adults: bool = False
) -> dict[int, PointShelves]:
    """Point id → its shelves, for all `points` in one query.

    A product of several sizes counts once, named in the size of which there is most. Gift sets stand on no
    shelf.
    """
    found = {point.pk: PointShelves() for point in points}
    at_point = {"partition_by": F("partner__sales_point")}
    records = (
        filled(at, adults=adults)
        .filter(Q(product__parent=None) | ~Exists(_fuller_sizes()))
        .filter(partner__sales_point__in=found, product__components=None)
        .annotate(
            point_id=F("partner__sales_point"),
            place=Window(RowNumber(), order_by=[F("left").desc(), "product__title_vi", "pk"], **at_point),
            count=Window(Count("pk"), **at_point),
        )
        .filter(place__lte=TOP_SHELVES)
        .select_related("product__parent")
        .only(*_NAMES, *(name.replace("__", "__parent__", 1) for name in _NAMES))
        .order_by("point_id", "place")
    )
    for record in records:
        shelves = found[record.point_id]
        shelves.count = record.count
        shelves.top.append(record)
    return found


def _fuller_sizes():
    """Other sizes of a record's product that the same point has more of."""
    others = StockRecord.objects.with_available().filter(
        partner=OuterRef("partner"), product__parent=OuterRef("product__parent"), product__is_public=True
    )
    return others.filter(Q(left__gt=OuterRef("left")) | Q(left=OuterRef("left"), pk__lt=OuterRef("pk")))
