"""What a buyer asked for, the invoice that was made out, and every number that was ever written down."""

from dataclasses import dataclass

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField
from shop.forks.order.models import Order

#: 10 digits, 12 digits, or 10-3.
TAX_CODE_LENGTHS = (10, 12, 14)
#: The largest number of an invoice within a series (eight digits).
LAST_NUMBER = 99_999_999
SERIES_LENGTH = 8


@dataclass(frozen=True)
class InvoiceDetails:
    """Whom an invoice is to be made out to; `tax_code` is normal (`tax_codes`)."""

    tax_code: str
    name: str
    address: str
    email: str


class InvoiceRequest(models.Model):
    """A buyer's wish for an e-invoice, written with the order; one an order, and all of it or none."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="invoice_request")
    tax_code = models.CharField(_("tax code"), max_length=14)
    name = NFCCharField(_("name on the invoice"), max_length=200)
    address = NFCCharField(_("address on the invoice"), max_length=300)
    email = models.EmailField(_("e-mail for the invoice"), max_length=150)

    class Meta:
        verbose_name = _("request for an invoice")
        verbose_name_plural = _("requests for invoices")
        constraints = [
            models.CheckConstraint(
                condition=Q(In(Length("tax_code"), TAX_CODE_LENGTHS)), name="invoices_request_tax_code_length"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(address="") & ~Q(email=""), name="invoices_request_is_whole"
            ),
        ]

    def __str__(self):
        return f"{self.order.number}: {self.tax_code}"


class _Numbered(models.Model):
    """The series and number that the provider gave an invoice, and its day."""

    series = models.CharField(_("series"), max_length=SERIES_LENGTH)
    number = models.PositiveIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(LAST_NUMBER)]
    )
    issued_on = models.DateField(_("day of the invoice"))

    class Meta:
        abstract = True

    @property
    def full_number(self) -> str:
        """`1C26TDB 00000123`, as it stands on the invoice."""
        return f"{self.series} {self.number:08d}"


class Invoice(_Numbered):
    """The invoice that was made out for an order; one an order, no number twice."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="invoice")

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="invoices_number_once"),
            models.CheckConstraint(
                condition=~Q(series="") & Q(number__gte=1, number__lte=LAST_NUMBER),
                name="invoices_number_can_be",
            ),
        ]

    def __str__(self):
        return self.full_number


class InvoiceEntry(_Numbered):
    """What was written down about an order's invoice, by whom and, of a correction, why. Never changed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="invoice_entries")
    reason = NFCCharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written down"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("entry about an invoice")
        verbose_name_plural = _("entries about invoices")

    def __str__(self):
        return f"{self.order_id}: {self.full_number}"
