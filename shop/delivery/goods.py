"""What goods weigh and take up, and what they ask for on the way: a gift set what its components do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Product
from catalog.products.season import bit_of
from shop.delivery.tariff import Load, Tariff


@dataclass(frozen=True)
class Goods:
    """A product, and of a gift set what is in it: pairs of a component and how many of it."""

    product: Product
    parts: tuple[tuple[Product, int], ...] = ()

    def load(self, tariff: Tariff) -> Load:
        """One unit. Of what no weight is known, the table's is taken; of what no box is known, no bulk."""
        weight, volume = self.product.unit_weight_g, self.product.unit_volume_cm3
        if weight is None:
            weight = sum(_weight(part, tariff) * units for part, units in self.parts) or tariff.unknown_g
        if volume is None:
            volume = sum((part.unit_volume_cm3 or 0) * units for part, units in self.parts)
        return Load(weight, volume, any(product.stays_cold for product in self._all))

    def months_it_waits_for(self, on: date) -> str:
        """In words, the months in which it may be sent, where this is none of them; else nothing."""
        waiting = [p for p in self._all if p.months_to_send and not p.months_to_send & bit_of(on.month)]
        return waiting[0].sending_season_words if waiting else ""

    @property
    def _all(self):
        return [self.product, *(part for part, _units in self.parts)]


def _weight(product, tariff):
    return tariff.unknown_g if product.unit_weight_g is None else product.unit_weight_g


def goods_of(products: Iterable[Product]) -> dict[int, Goods]:
    """Product id → its goods; one query, where the variants' parents have been loaded already."""
    products = list(products)
    rows = GiftSetComponent.objects.filter(gift_set__in=[product.pk for product in products])
    parts = {}
    for row in rows.select_related("component__parent"):
        parts.setdefault(row.gift_set_id, []).append(row)
    return {product.pk: Goods(product, pairs_of(parts.get(product.pk, ()))) for product in products}


def pairs_of(rows: Iterable[GiftSetComponent]) -> tuple[tuple[Product, int], ...]:
    """Components as `Goods` takes them."""
    return tuple((row.component, row.quantity) for row in rows)
