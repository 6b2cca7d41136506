"""Putting goods on show and taking them off it: what does not say what the law asks for stays off.

The list of what is asked for is the catalogue's (`catalog.products.completeness`); here come the price, the
sub-group and the writing. Goods from before this rule stay on show, and the office sees what they lack.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.products.completeness import Fact, what_is_missing
from catalog.products.models import Product
from shop.forks.partner.models import StockRecord

logger = logging.getLogger(__name__)


class Incomplete(Exception):
    """The product stays off show. `missing` are the facts that it does not say."""

    def __init__(self, product: Product, missing: list[Fact]):
        self.product, self.missing = product, missing
        super().__init__(
            _("%(product)s cannot be made public yet. Missing: %(missing)s.")
            % {"product": product.get_title(), "missing": in_words(missing)}
        )


def in_words(missing: Iterable[Fact]) -> str:
    """The names of facts, for a sentence."""
    return ", ".join(str(fact.name) for fact in missing)


def missing_of(products: Iterable[Product]) -> dict[int, list[Fact]]:
    """Product id → what it lacks, for all `products` in two queries; those that lack nothing are left out."""
    products = list(products)
    bearers = [product.parent_id or product.pk for product in products]
    groups, priced = _subgroups(bearers), _priced(products)
    found = {
        product.pk: what_is_missing(
            product, subgroup=groups.get(product.parent_id or product.pk, ""), has_price=product.pk in priced
        )
        for product in products
    }
    return {pk: missing for pk, missing in found.items() if missing}


def _subgroups(products) -> dict[int, str]:
    belongs = Product.categories.through.objects.filter(product__in=products, category__code__contains=".")
    return dict(belongs.values_list("product", "category__code"))


def _priced(products) -> set[int]:
    """The products that have a price, or a variant with one."""
    asked = {product.pk for product in products}
    records = StockRecord.objects.filter(
        Q(product__in=asked) | Q(product__parent__in=asked), price__isnull=False
    )
    pairs = records.order_by().values_list("product", "product__parent").distinct()
    return asked & {pk for pair in pairs for pk in pair}


def published_but_incomplete() -> list[tuple[Product, list[Fact]]]:
    """Goods on show that do not say all that is asked, by name: those from before there was a rule."""
    public = Product.objects.browsable().select_related("producer", "parent").order_by("title_vi", "pk")
    missing = missing_of(public)
    return [(product, missing[product.pk]) for product in public if product.pk in missing]


@transaction.atomic
def publish(*, product: Product, by, now: datetime) -> None:
    """Puts a product on show. Raises Incomplete, with everything that is missing; nothing is written then."""
    held = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    if missing := missing_of([held]).get(held.pk):
        raise Incomplete(held, missing)
    _set_public(held, True, by, now)
    product.is_public = True


@transaction.atomic
def unpublish(*, product: Product, by, now: datetime) -> None:
    """Takes a product off show; its orders, its certificate and its stock stay as they are."""
    _set_public(product, False, by, now)
    product.is_public = False


def _set_public(product, is_public, by, now):
    Product.objects.filter(pk=product.pk).update(is_public=is_public, date_updated=now)
    logger.info("Product %s: is_public=%s by %s", product.pk, is_public, by)
