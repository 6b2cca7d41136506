"""A product's page: the product, and a few like it that can be had."""

from datetime import datetime

from catalog.products.models import Product
from catalog.search.question import Question
from shop.assortment.index import index
from shop.assortment.queries import on_show

MOST_SIMILAR = 4


def shown_with_similar(pk: int, at: datetime) -> tuple[Product | None, list[Product]]:
    """The product of `on_show`, or None, and what is like it: of its sub-group, maker or commune, in stock.

    The search index names them, so that one look at the database brings all of them, however many there are.
    Nothing for adults is among them.
    """
    like = Question(like=pk, filters={"in_stock": 1}, limit=MOST_SIMILAR)
    pks = [found.pk for found in index.answer(like, at).found]
    rows = on_show(at).filter(pk__in=[pk, *pks]).prefetch_related("categories")
    found = {product.pk: product for product in rows}
    similar = [found[each] for each in pks if each in found]
    return found.get(pk), [product for product in similar if _can_be_had(product)]


def _can_be_had(product):
    return not (product.is_off_sale or product.age_restricted)
