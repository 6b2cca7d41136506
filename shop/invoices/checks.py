"""What is said at start-up about the operator's rates of VAT."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info

from shop.payments.rates import faults

WHAT_THEY_ARE_FOR = {
    "VAT_RATE": "goods without a rate of their own are",
    "VAT_RATE_DELIVERY": "delivery is",
    "VAT_RATE_GIFT_WRAP": "gift wrapping is",
}


def check_rates(app_configs, **kwargs) -> list[CheckMessage]:
    """A rate that there is not is an error; each that is not set is told, as then no VAT is worked out."""
    found: list[CheckMessage] = [Error(fault, id="invoices.E001") for fault in faults()]
    return found + [
        Info(f"{name} is empty: {what} sold without VAT being worked out.", id="invoices.I001")
        for name, what in WHAT_THEY_ARE_FOR.items()
        if not getattr(settings, name)
    ]
