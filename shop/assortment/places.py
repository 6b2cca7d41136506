"""Where goods can be had: the points and the warehouse that have them, for many products at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from catalog.places.models import Commune
from shop.forks.partner.counting import sets_by_partner
from shop.forks.partner.models import StockRecord

#: Who has a stock record, and where that is.
_WHERE = (
    "partner__name",
    *(f"partner__sales_point__{field}" for field in ("name", "slug", "commune__kind", "commune__name")),
)


@dataclass(frozen=True)
class Place:
    """A point or the warehouse, and the units (of a gift set: whole sets) that it has."""

    name: str
    #: The point's; empty for the warehouse, as is its commune.
    slug: str
    commune: str
    left: int
    #: Of a parent: the id of each variant that is there, and its units.
    variants: tuple[tuple[int, int], ...] = ()

    @classmethod
    def from_json(cls, kept: Mapping) -> "Place":
        """The one that JSON has kept, of which it makes lists."""
        return cls(**{**kept, "variants": tuple((pk, left) for pk, left in kept["variants"])})


def places_by_product(pks: Iterable[int]) -> dict[int, list[Place]]:
    """Product id → where it can be had now, the most first; in two queries.

    A parent in any size, a gift set where one point can make a whole one, other things where they stand.
    """
    pks = list(pks)
    found = defaultdict(list)
    for (product_id, *where), stock in _on_shelves(pks).items():
        left = sum(units for _variant, units in stock)
        variants = tuple((variant, units) for variant, units in stock if variant)
        found[product_id].append(_place(where, left, variants))
    made = sets_by_partner(pks).values_list("product__in_sets__gift_set", "sets", *_WHERE)
    for gift_set, left, *where in made:
        found[gift_set].append(_place(where, left))
    return defaultdict(list, {pk: sorted(places, key=_fullest_first) for pk, places in found.items()})


def _on_shelves(pks):
    """(product id, where) → (variant's id or None, units left) of all that is there; sets stand nowhere."""
    records = StockRecord.objects.sellable().of_goods_on_sale().with_available().filter(left__gt=0)
    records = records.filter(Q(product__in=pks) | Q(product__parent__in=pks), product__components=None)
    stock = defaultdict(list)
    for parent, product, left, *where in records.values_list("product__parent", "product", "left", *_WHERE):
        stock[(parent or product, *where)].append((product if parent else None, left))
    return stock


def _place(where, left, variants=()):
    partner, point, slug, kind, commune = where
    if not slug:
        return Place(partner, "", "", left, variants)
    return Place(point, slug, str(Commune(kind=kind, name=commune)), left, variants)


def _fullest_first(place):
    return -place.left, place.name
