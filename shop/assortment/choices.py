"""What there is to choose and to know on one product's page: its variants, a set's components, and where."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from catalog.places.models import Commune
from catalog.products.gift_sets import GiftSetComponent, components_of
from catalog.products.models import Product
from shop.assortment.queries import shelves_of
from shop.forks.partner.counting import available
from shop.forks.partner.models import StockRecord

#: Who has a stock record, and where that is.
_WHERE = (
    "partner__name",
    *(f"partner__sales_point__{field}" for field in ("name", "slug", "commune__kind", "commune__name")),
)


@dataclass(frozen=True)
class Place:
    """A point or the warehouse, and the units (of a gift set: whole sets) that it has; variants by name."""

    name: str
    #: The point's; empty for the warehouse, as is its commune.
    slug: str
    commune: str
    left: int
    variants: tuple[tuple[Product, int], ...] = ()


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


def places_of(product: Product, variants: list[Product], parts: list[GiftSetComponent]) -> list[Place]:
    """Where a product can be had now, the most first; a set where one point can make a whole one."""
    if parts:
        return _where_sets_can_be_made(parts)
    sizes = {variant.pk: variant for variant in variants}
    found = defaultdict(list)
    for where, product_id, left in _stock(shelves_of(product)):
        if left > 0:
            found[where].append((sizes.get(product_id), left))
    return _fullest_first(
        _place(where, sum(left for _size, left in stock), _in_order(stock, variants))
        for where, stock in found.items()
    )


def _stock(records):
    """(where, product id, units left) of each record."""
    for product_id, left, *where in records.values_list("product", "left", *_WHERE):
        yield tuple(where), product_id, left


def _place(where, left, variants=()):
    partner, point, slug, kind, commune = where
    if not slug:
        return Place(partner, "", "", left, variants)
    return Place(point, slug, str(Commune(kind=kind, name=commune)), left, variants)


def _in_order(stock, variants):
    left = dict(stock)
    return tuple((variant, left[variant]) for variant in variants if variant in left)


def _where_sets_can_be_made(parts):
    needed = {part.component_id: part.quantity for part in parts}
    records = StockRecord.objects.sellable().of_goods_on_sale().with_available().filter(product__in=needed)
    sets = defaultdict(list)
    for where, product_id, left in _stock(records):
        sets[where].append(left // needed[product_id])
    whole = {where: min(made) for where, made in sets.items() if len(made) == len(needed)}
    return _fullest_first(_place(where, made) for where, made in whole.items() if made > 0)


def _fullest_first(places):
    return sorted(places, key=lambda place: (-place.left, place.name))
