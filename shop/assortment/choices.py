"""What there is to choose and to know on one product's page: its variants, a set's components."""

from collections.abc import Iterable

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from catalog.products.gift_sets import GiftSetComponent, components_of
from catalog.products.models import Product
from shop.assortment.places import Place
from shop.forks.partner.counting import available
from shop.forks.partner.models import StockRecord


def variants_of(product: Product) -> list[Product]:
    """The public variants of a parent with `price` and `available`, the lightest first; else nothing."""
    if not product.is_parent:
        return []
    return list(with_offer(product.children.public()).by_size())


def with_offer(variants):
    """`variants` with `price` (whole đồng as Decimal, or None) and `available`."""
    records = StockRecord.objects.filter(product=OuterRef("pk"), price__isnull=False).order_by("pk")
    return variants.annotate(price=Subquery(records.values("price")[:1]), available=available())


def chosen_variant(variants: list[Product], asked: str) -> Product | None:
    """Of those that can be had the one asked for by its id, else the first; None where all are gone."""
    in_stock = [variant for variant in variants if variant.price and variant.available > 0]
    named = [variant for variant in in_stock if str(variant.pk) == asked]
    return next(iter([*named, *in_stock]), None)


def with_choices(products: QuerySet[Product]) -> QuerySet[Product]:
    """`products` with the `variants` and `parts` of each read in, two queries for all of them."""
    return products.prefetch_related(*choices_of_products())


def choices_of_products() -> tuple[Prefetch, Prefetch]:
    """What brings `variants` and `parts` to products that another query has loaded."""
    sizes = with_offer(Product.objects.public()).by_size()
    parts = GiftSetComponent.objects.select_related("component__parent")
    return (
        Prefetch("children", sizes, to_attr="variants"),
        Prefetch("components", parts, to_attr="parts"),
    )


def parts_of(product: Product) -> list[GiftSetComponent]:
    """The components of a gift set with their products; an empty list for anything else of `on_offer`."""
    if not product.is_gift_set:
        return []
    return list(components_of(product).select_related("component__parent"))


def with_sizes(places: Iterable[Place], variants: list[Product]) -> list[tuple[Place, list]]:
    """Each place with the variants that it has, (variant, units) in the order of `variants`."""
    found = []
    for place in places:
        left = dict(place.variants)
        found.append((place, [(variant, left[variant.pk]) for variant in variants if variant.pk in left]))
    return found
