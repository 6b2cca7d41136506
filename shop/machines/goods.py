"""The goods that feeds tell of: what is on offer to everyone at a moment."""

from collections.abc import Iterator
from datetime import datetime

from catalog.products.models import Category, Product
from shop.assortment.choices import choices_of_products
from shop.assortment.queries import on_offer

#: Products read at a time: what a feed holds in memory at once.
CHUNK = 2_500


def goods_for_everyone(at: datetime) -> Iterator[Product]:
    """Products of `on_offer` with `variants`, `parts` and their categories; a few queries for each CHUNK."""
    products = on_offer(at).order_by("pk")
    return products.prefetch_related(*choices_of_products(), "categories").iterator(chunk_size=CHUNK)


def names_of_groups() -> dict[str, str]:
    """Code ("I", "I.5a") → name in the reader's language, in one query."""
    return {group.code: group.name for group in Category.objects.filter(code__isnull=False)}
