"""Which rate of VAT holds: the goods' own, or what the operator has set."""

from django.conf import settings

from catalog.products.models import Product
from catalog.products.vat import VatRate

#: What the operator sets, by the setting's name.
SETTINGS = ("VAT_RATE", "VAT_RATE_DELIVERY", "VAT_RATE_GIFT_WRAP")


def rate_of(product: Product) -> str:
    """The code of the rate within a product's price; empty where nobody has said any."""
    return product.own_vat_rate or _set("VAT_RATE")


def delivery_rate() -> str:
    """The code of the rate within the delivery fee; empty where nobody has said any."""
    return _set("VAT_RATE_DELIVERY")


def gift_wrap_rate() -> str:
    """The code of the rate within the price of gift wrapping; empty where nobody has said any."""
    return _set("VAT_RATE_GIFT_WRAP")


def faults() -> list[str]:
    """The settings that are no rate, in words for whoever starts the machine."""
    told = {name: getattr(settings, name) for name in SETTINGS}
    return [
        f"{name} is {code!r}, but may be one of {', '.join(VatRate.values)}, or empty."
        for name, code in told.items()
        if code and code not in VatRate.values
    ]


def _set(name):
    code = getattr(settings, name)
    # What is no rate is told at start-up; until it is put right nothing is worked out by it.
    return code if code in VatRate.values else ""
