"""The table as a value, and what follows from it; nothing is asked of the database here.

Weights are whole grams, volumes whole cubic centimetres, amounts whole đồng.
"""

from dataclasses import dataclass

from catalog.places.provinces import HOME_PROVINCE
from shop.delivery.models import Zone

GRAMS_A_KG = 1_000
Kind = Zone.Kind


class TakesDays:
    """What is on the way for some days, from `days_from` to `days_to`."""

    @property
    def days(self) -> str:
        """`1–3`, or `2` where it always takes as long."""
        first, last = self.days_from, self.days_to
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Rates(TakesDays):
    """What a zone costs. `steps` are pairs of grams and đồng, the lightest first."""

    kind: str
    steps: tuple[tuple[int, int], ...]
    per_kg_beyond: int
    surcharge: int = 0
    cold_surcharge: int | None = None
    days_from: int = 1
    days_to: int = 1

    def carriage(self, grams: int) -> int:
        """Đồng for a parcel of this weight, without surcharges.

        Beyond the last step each started kilogram costs the same again.
        """
        for up_to, amount in self.steps:
            if grams <= up_to:
                return amount
        up_to, amount = self.steps[-1] if self.steps else (0, 0)
        return amount + -(-(grams - up_to) // GRAMS_A_KG) * self.per_kg_beyond


@dataclass(frozen=True)
class Fee(TakesDays):
    """What one parcel costs, and of what that is made up."""

    zone: str
    charged_g: int
    carriage: int
    surcharge: int = 0
    cold: int = 0
    days_from: int = 0
    days_to: int = 0

    @property
    def amount(self) -> int:
        """Đồng for the parcel in all."""
        return self.carriage + self.surcharge + self.cold


@dataclass(frozen=True)
class Load:
    """What a parcel holds, or a unit of something."""

    weight_g: int = 0
    volume_cm3: int = 0
    is_cold: bool = False

    def __add__(self, other: "Load") -> "Load":
        return Load(
            self.weight_g + other.weight_g,
            self.volume_cm3 + other.volume_cm3,
            self.is_cold or other.is_cold,
        )

    def __mul__(self, units: int) -> "Load":
        return Load(self.weight_g * units, self.volume_cm3 * units, self.is_cold)


@dataclass(frozen=True)
class Tariff:
    """The whole table: rates by the kind of zone, the near provinces, and how weights are counted."""

    rates: dict[str, Rates]
    near: frozenset[str] = frozenset()
    volume_divisor: int = 6_000
    packing_g: int = 0
    unknown_g: int = 500

    def zone_of(self, province: str, *, is_same_commune: bool = False) -> str:
        """The one zone that answers for a destination."""
        if province == HOME_PROVINCE:
            return Kind.COMMUNE if is_same_commune else Kind.PROVINCE
        return Kind.NEAR if province in self.near else Kind.FAR

    def charged_g(self, load: Load) -> int:
        """Grams that are paid for: what the parcel weighs with its packing, or more where it is bulky."""
        bulk_g = -(-load.volume_cm3 * GRAMS_A_KG // self.volume_divisor)
        return max(load.weight_g + self.packing_g, bulk_g)

    def fee(self, zone: str, load: Load) -> Fee | None:
        """What sending this costs; None where it has to stay cold and cannot."""
        rates = self.rates[zone]
        if load.is_cold and rates.cold_surcharge is None:
            return None
        grams = self.charged_g(load)
        return Fee(
            zone=zone,
            charged_g=grams,
            carriage=rates.carriage(grams),
            surcharge=rates.surcharge,
            cold=rates.cold_surcharge if load.is_cold else 0,
            days_from=rates.days_from,
            days_to=rates.days_to,
        )
