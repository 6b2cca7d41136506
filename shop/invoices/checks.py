"""What is said at start-up about the operator's rates of VAT."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info

from shop.payments.rates import faults


def check_rates(app_configs, **kwargs) -> list[CheckMessage]:
    """A rate that there is not is an error; that none is set is told, as then no VAT is worked out."""
    found: list[CheckMessage] = [Error(fault, id="invoices.E001") for fault in faults()]
    if not settings.VAT_RATE:
        said = "VAT_RATE is empty: goods without a rate of their own are sold without VAT being worked out."
        found.append(
            Info(said, hint="Set VAT_RATE, VAT_RATE_DELIVERY, VAT_RATE_GIFT_WRAP.", id="invoices.I001")
        )
    return found
