"""What a page's blocks say about goods and places, as it stands when the page is read.

A block keeps only whom it speaks of. Whether that is still sold, how many stars it has and whether a point is
open to the public is asked here, once for a whole page, so that twenty blocks cost no more than one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.blocks import StreamValue

from shop.assortment.cards import Card
from shop.assortment.picks import best, cards_by_pk
from shop.points.models import SalesPoint


def varied(products: Iterable[Card], number: int) -> list[Card]:
    """The first `number` of `products`, a maker and a kind coming again only when no other is left."""
    chosen, rest, seen = [], [], set()
    for product in products:
        traits = {product.maker, product.illustration}
        (rest if traits & seen else chosen).append(product)
        seen |= traits - {""}
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

    def product(self, pk: int) -> Card | None:
        """The product's card as it stands now; None when it is not public any more, or gone."""
        return self._products.get(pk)

    def point(self, pk: int) -> SalesPoint | None:
        """The sales point; None when it is not published any more, or gone."""
        return self._points.get(pk)

    def row(self, *, stars: int | None, group: str, limit: int) -> list[Card]:
        """The first `limit` products of a group ("I", "I.5a"; "" for all) with so many stars (None: any)."""
        wanted = {"stars": stars, "group": group}
        return best(self.at, limit=limit, **{facet: value for facet, value in wanted.items() if value})

    @cached_property
    def _products(self):
        return cards_by_pk(self.product_pks, self.at)

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
