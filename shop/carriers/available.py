"""Which carriers this machine may book with, by its settings."""

from collections.abc import Callable

from django.conf import settings

from shop.carriers.booking import BookingCarrier
from shop.carriers.checks import has_all_of
from shop.carriers.ghn import Ghn
from shop.carriers.ghtk import Ghtk
from shop.carriers.known import GHN, GHTK

_MADE: dict[str, Callable[[], BookingCarrier]] = {
    GHN: lambda: Ghn(settings.GHN_TOKEN, settings.GHN_SHOP_ID, settings.GHN_API_BASE),
    GHTK: lambda: Ghtk(settings.GHTK_TOKEN, settings.GHTK_PARTNER, settings.GHTK_API_BASE),
}


def booking_carriers() -> list[BookingCarrier]:
    """Those with keys, and nothing wrong with them; none on a machine without."""
    return [make() for code, make in _MADE.items() if has_all_of(code)]


def booking_carrier(code: str) -> BookingCarrier | None:
    """The one of this code, if this machine may book with it."""
    return next((carrier for carrier in booking_carriers() if carrier.code == code), None)
