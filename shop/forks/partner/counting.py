"""How much there is of a product, as expressions over `Product`: one place for pages, lists and the basket.

- An ordinary product or a variant: what all open points have together.
- A parent: what its public variants have together.
- A gift set: the most sets that one open point can make from what its components have left there. Points are
  never added up, since all sets of a line come from one point (docs/decisions/0018).
"""

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from catalog.products.gift_sets import GiftSetComponent, components_of
from catalog.products.models import Product
from shop.forks.partner.models import StockRecord

_LEFT = F("num_in_stock") - F("num_allocated")


def available() -> Case:
    """Units (or whole gift sets) of each product that one order can have."""
    return Case(
        When(
            is_gift_set(), then=_units(sets_by_partner(OuterRef("pk")).order_by("-sets").values("sets")[:1])
        ),
        When(structure=Product.PARENT, then=_units(_summed(of_variants(), "product__parent"))),
        default=_units(_summed(StockRecord.objects.filter(product=OuterRef("pk")), "product")),
    )


def tell_available(products: list[Product]) -> None:
    """Sets `available` of each of these to what `available()` says of it, by one query for all."""
    counted = Product.objects.filter(pk__in={product.pk for product in products})
    units = dict(counted.values_list("pk", available())) if products else {}
    for product in products:
        product.available = units[product.pk]


def is_gift_set() -> Exists:
    """Whether a product has components."""
    return Exists(components_of(OuterRef("pk")))


def of_variants() -> QuerySet[StockRecord]:
    """The stock records of the public variants of a parent product of an outer query."""
    return StockRecord.objects.filter(product__parent=OuterRef("pk"), product__is_public=True)


def sets_by_partner(gift_set) -> QuerySet:
    """Rows of `partner` and `sets`: how many whole sets each open point can make, where it is one at least.

    `gift_set` is a product, its id, a reference, or a list of ids. Of a hidden part no set is made.
    """
    of_sets = "product__in_sets__gift_set" + ("__in" if isinstance(gift_set, list) else "")
    all_parts = components_of(OuterRef("product__in_sets__gift_set")).order_by().values("gift_set")
    return (
        StockRecord.objects.sellable()
        .of_goods_on_sale()
        .filter(**{of_sets: gift_set})
        .order_by()
        .values("partner", "product__in_sets__gift_set")
        .annotate(sets=Min(_LEFT / F("product__in_sets__quantity")), parts=Count("pk"))
        .filter(parts=Subquery(all_parts.annotate(parts=Count("pk")).values("parts")), sets__gt=0)
    )


def recipes_of(product_ids) -> dict[int, dict[int, int]]:
    """Gift set id → component id → units in one set, for those of the products that are public gift sets."""
    recipes = {}
    rows = GiftSetComponent.objects.filter(gift_set__in=product_ids, gift_set__is_public=True)
    for gift_set, component, quantity in rows.values_list("gift_set", "component", "quantity"):
        recipes.setdefault(gift_set, {})[component] = quantity
    return recipes


def _summed(records, key):
    return records.sellable().order_by().values(key).annotate(units=Sum(_LEFT)).values("units")


def _units(rows):
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)
