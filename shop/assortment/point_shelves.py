"""What can be bought at sales points: at one, and at many at once for lists of points."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from catalog.certification.querysets import off_sale
from catalog.products.models import Product
from catalog.search.question import Question
from shop.assortment.cards import Card, cards_of
from shop.assortment.index import index
from shop.assortment.queries import stock_at
from shop.forks.partner.counting import sets_by_partner
from shop.forks.partner.models import Partner, StockRecord
from shop.points.models import SalesPoint

#: Products named for each point in a list.
TOP_GOODS = 3


@dataclass(frozen=True)
class PointGoods:
    """What one point has: how many products, and cards of some of them, those with most stars first."""

    count: int = 0
    cards: tuple[Card, ...] = ()

    @property
    def more(self) -> int:
        """Products beside those named."""
        return self.count - len(self.cards)


def goods_by_point(
    points: Iterable[SalesPoint], at: datetime, *, adults: bool = False
) -> dict[int, PointGoods]:
    """Point id → what can be bought there; asks the search index alone, so it costs the same in any shop.

    These are the products that the list shows under the filter by point: one of several sizes once, and a
    gift set that the point can make. A point that is not open has nothing.
    """
    points = list(points)
    is_open = [point for point in points if point.status == SalesPoint.Status.OPEN]
    answers = index.answers([_at(point, 0, TOP_GOODS, adults) for point in is_open], at)
    found = {point.pk: _goods(answer) for point, answer in zip(is_open, answers, strict=True)}
    return {point.pk: found.get(point.pk, PointGoods()) for point in points}


def goods_at(point: SalesPoint, at: datetime, *, offset: int, limit: int, adults: bool = False) -> PointGoods:
    """A part of what can be bought at one point, and how much there is in all."""
    if point.status != SalesPoint.Status.OPEN:
        return PointGoods()
    return _goods(index.answer(_at(point, offset, limit, adults), at))


def _at(point, offset, limit, adults):
    return Question(filters={"point": point.slug}, sort="stars", offset=offset, limit=limit, adults=adults)


def _goods(answer):
    return PointGoods(answer.total, tuple(cards_of(answer)))


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
