"""Writing down the invoice that the provider made out: once an order, and what it was before is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.fulfilment.states import GONE_OUT
from shop.invoices.exceptions import InvoiceRefused
from shop.invoices.models import Invoice, InvoiceEntry
from shop.settlement.invoicing.listing import WAITS
from shop.settlement.receiving import lock


@dataclass(frozen=True)
class Numbering:
    """What the provider gave: the series, the number within it, and the day."""

    series: str
    number: int
    issued_on: date


@transaction.atomic
def write_down(
    *, order: Order, given: Numbering, seen: int, by, at: datetime, reason: str = ""
) -> InvoiceEntry:
    """Writes down an order's invoice, or corrects it with a reason. Each time an entry is kept for good.

    `seen` is how many entries there were when the number was typed. Raises InvoiceRefused where the goods
    have not all gone out, the day cannot be, another order has the number, or somebody was quicker.
    """
    locked = lock(order)
    _refuse_day(locked, given.issued_on, at)
    if not seen:
        _refuse_early(locked)
    if locked.invoice_entries.count() != seen:
        raise InvoiceRefused({"": _("Somebody wrote a number down meanwhile. Please look at it first.")})
    if seen and not reason:
        raise InvoiceRefused({"reason": _("Say why it is corrected.")})
    _refuse_anothers(locked, given)
    values = {"series": given.series, "number": given.number, "issued_on": given.issued_on}
    _keep(locked, values)
    return InvoiceEntry.objects.create(order=locked, reason=reason, by=by, at=at, **values)


def waits(order: Order) -> bool:
    """Whether something of the order is still to leave: it has one invoice, for all that is sold by it."""
    return order.fulfilments.filter(status__in=WAITS).exists()


def _refuse_early(order):
    if not order.fulfilments.filter(status__in=GONE_OUT).exists():
        raise InvoiceRefused({"": _("Nothing of this order has gone out yet.")})
    if waits(order):
        said = _("Something of this order is still to leave. Write the number down once all is gone.")
        raise InvoiceRefused({"": said})


def _refuse_day(order, day, at):
    if day > timezone.localdate(at):
        raise InvoiceRefused({"issued_on": _("This day is still to come.")})
    if day < timezone.localdate(order.date_placed):
        raise InvoiceRefused({"issued_on": _("The order was placed later than this day.")})


def _refuse_anothers(order, given):
    taken = Invoice.objects.filter(series=given.series, number=given.number).exclude(order=order)
    if other := taken.select_related("order").first():
        said = _("Order %(number)s has this number already.") % {"number": other.order.number}
        raise InvoiceRefused({"number": said})


def _keep(order, values):
    """Of two orders that are given one number at once, the database lets one have it."""
    try:
        with transaction.atomic():
            Invoice.objects.update_or_create(order=order, defaults=values)
    except IntegrityError as taken:
        raise InvoiceRefused({"number": _("Another order has this number already.")}) from taken
