"""Reading reviews."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Avg, Count, Window

from catalog.products.models import Product
from shop.forks.order.models import Line
from shop.forks.reviews.models import ProductReview

#: Reviews that a product's page shows, the newest; its average is of all of them.
MOST_SHOWN = 20


@dataclass(frozen=True)
class Reviews:
    """What buyers say of one product, as far as the office has approved it."""

    newest: tuple[ProductReview, ...] = ()
    count: int = 0
    #: From 1 to 5; 0 where there is none.
    average: float = 0

    def __bool__(self):
        return self.count > 0


def reviews_of(product: Product) -> Reviews:
    """The approved reviews of a product and its variants, in one query."""
    found = ProductReview.objects.approved().filter(product=product).order_by("-date_created", "-pk")
    found = found.annotate(average=Window(Avg("score")), count=Window(Count("pk")))
    newest = tuple(found[:MOST_SHOWN])
    return Reviews(newest, newest[0].count, newest[0].average) if newest else Reviews()


def reviews_by_line(lines: Iterable[Line]) -> dict[int, ProductReview]:
    """Line id → its review, whatever the office thinks of it."""
    return {review.line_id: review for review in ProductReview.objects.filter(line__in=lines)}
