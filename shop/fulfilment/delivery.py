"""How goods reach the buyer."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import FixedPrice, Free

from catalog.places.models import Commune
from catalog.places.provinces import HOME_PROVINCE
from shop.points.models import SalesPoint


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
        return self.province == HOME_PROVINCE


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
    """Sent to an address, for the fees of its parcels."""

    code = "delivery"
    name = _("Delivery")


class PickUp(Free):
    """Fetched at a sales point, free of charge."""

    code = "pick-up"
    name = _("Pick-up at a sales point")


def shipping_method(destination: Destination, charge: int):
    """Oscar's shipping method, at `charge` đồng in all."""
    if destination.is_pick_up:
        return PickUp()
    return Delivery(charge_excl_tax=charge, charge_incl_tax=charge)
