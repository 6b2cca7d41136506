"""What a page's blocks say about goods and places, as it stands when the page is read.

A block keeps only whom it speaks of. Whether that is still sold, how many stars it has and whether a point is
open to the public is asked here, once for a whole page, so that twenty blocks cost no more than one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.blocks import StreamValue

from catalog.products.models import Product
from shop.assortment.queries import on_offer
from shop.points.models import SalesPoint


def promoted(at: datetime) -> QuerySet[Product]:
    """Products that a page may put forward, most stars first. Alcohol never is, whoever reads."""
    return on_offer(at).order_by(F("stars").desc(nulls_last=True), "title", "pk")


def varied(products: Iterable[Product], number: int) -> list[Product]:
    """The first `number` of `products`, a maker and a kind coming again only when no other is left."""
    chosen, rest, seen = [], [], set()
    for product in products:
        traits = {product.producer_id, product.illustration}
        (rest if traits & seen else chosen).append(product)
        seen |= traits - {None}
    return (chosen + rest)[:number]


def public_points() -> QuerySet[SalesPoint]:
    """Sales points that a page may name."""
    return SalesPoint.objects.published().select_related("commune", "picture").order_by("name")


@dataclass(frozen=True)
class Truth:
    """The products and points that a page speaks of, at the moment `at`. Each kind is asked for once."""

    at: datetime
    product_pks: tuple[int, ...] = ()
    point_pks: tuple[int, ...] = ()

    @classmethod
    def about(cls, stream: StreamValue, *, at: datetime) -> "Truth":
        """About everything that the blocks of a stream cite."""
        return cls(at, tuple(_cited(stream, "product")), tuple(_cited(stream, "sales_point")))

    def product(self, pk: int) -> Product | None:
        """The product as offered now; None when it is not public any more, or gone."""
        return self._products.get(pk)

    def point(self, pk: int) -> SalesPoint | None:
        """The sales point; None when it is not published any more, or gone."""
        return self._points.get(pk)

    def row(self, *, stars: int | None, group: str, limit: int) -> list[Product]:
        """The first `limit` products of a group ("I", "I.5a"; "" for all) with so many stars (None: any)."""
        products = promoted(self.at)
        if stars:
            products = products.filter(stars=stars)
        if group:
            products = products.in_group(group)
        return list(products[:limit])

    @cached_property
    def _products(self):
        return promoted(self.at).order_by().in_bulk(self.product_pks)

    @cached_property
    def _points(self):
        return public_points().in_bulk(self.point_pks)


def truth_in(context: dict | None, **cited) -> Truth:
    """The truth that the page has put into the context; where a block stands without a page, its own."""
    return (context or {}).get("truth") or Truth(timezone.now(), **cited)


def _cited(stream: StreamValue, kind: str) -> Iterator[int]:
    """The keys that blocks of this kind keep, read from the stored stream without loading them."""
    for block in stream.get_prep_value():
        if block["type"] == kind and block["value"].get(kind):
            yield block["value"][kind]
