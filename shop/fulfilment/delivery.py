"""How goods reach the buyer, and what that costs (whole đồng)."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import FixedPrice, Free

from catalog.places.models import Commune
from shop.points.models import SalesPoint

PROVINCE = "Điện Biên"


@dataclass(frozen=True)
class Address:
    """Where to send. `commune` is set within the province, `commune_name` always."""

    street: str
    commune_name: str
    province: str
    commune: Commune | None = None

    @property
    def is_in_province(self) -> bool:
        """Whether the parcel stays in Điện Biên."""
        return self.province == PROVINCE


@dataclass(frozen=True)
class Contact:
    """Whom to call. `email` may be empty; `phone` is digits from the leading 0."""

    name: str
    phone: str
    email: str = ""


@dataclass(frozen=True)
class Destination:
    """Either an address to send to or a point to pick up at."""

    address: Address | None = None
    sales_point: SalesPoint | None = None

    @property
    def is_pick_up(self) -> bool:
        """Whether the buyer comes for it."""
        return self.sales_point is not None


class Delivery(FixedPrice):
    """Sent to an address, for a fee a parcel."""

    code = "delivery"
    name = _("Delivery")


class PickUp(Free):
    """Fetched at a sales point, free of charge."""

    code = "pick-up"
    name = _("Pick-up at a sales point")


def fee_per_parcel(destination: Destination) -> int:
    """Đồng for each parcel."""
    if destination.is_pick_up:
        return 0
    if destination.address.is_in_province:
        return settings.DELIVERY_FEE_IN_PROVINCE
    return settings.DELIVERY_FEE_ELSEWHERE


def usual_fees() -> tuple[int, int]:
    """Đồng for each parcel within the province, and elsewhere; what a buyer wants to know first."""
    return settings.DELIVERY_FEE_IN_PROVINCE, settings.DELIVERY_FEE_ELSEWHERE


def shipping_method(destination: Destination, charge: int):
    """Oscar's shipping method, at `charge` đồng in all."""
    if destination.is_pick_up:
        return PickUp()
    return Delivery(charge_excl_tax=charge, charge_incl_tax=charge)
