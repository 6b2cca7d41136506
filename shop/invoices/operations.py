"""Keeping what buyers ask for. What the office writes down is `shop.settlement.invoicing.writing`."""

from shop.forks.order.models import Order
from shop.invoices.models import InvoiceDetails, InvoiceRequest


def ask_for_invoice(*, order: Order, details: InvoiceDetails | None) -> InvoiceRequest | None:
    """Writes down whom the order's invoice is to be made out to, within the transaction that places it."""
    if details is None:
        return None
    return InvoiceRequest.objects.create(
        order=order,
        tax_code=details.tax_code,
        name=details.name,
        address=details.address,
        email=details.email,
    )
