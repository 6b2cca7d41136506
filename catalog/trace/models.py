"""A production lot: one batch of one product, with the code and the dates that its label bears."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Product
from catalog.text import NFCCharField

#: GS1 General Specifications, application identifier 10: a batch or lot number has twenty characters at most.
LONGEST_CODE = 20


class LotQuerySet(models.QuerySet):
    """Lots; the methods chain."""

    def first_to_end(self):
        """In the order in which they should leave: first to expire, first out; what has no end comes last."""
        return self.order_by(F("use_by_date").asc(nulls_last=True), "made_date", "code")


class Lot(models.Model):
    """One batch (lô sản xuất). It is good up to and including its use-by day, None where it has none."""

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="lots", verbose_name=_("product")
    )
    code = NFCCharField(_("lot code"), max_length=LONGEST_CODE)
    made_date = models.DateField(_("made on"), null=True, blank=True)
    use_by_date = models.DateField(_("use by"), null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="trace_lot_code_once_a_product"),
            models.CheckConstraint(condition=~Q(code=""), name="trace_lot_has_code"),
            models.CheckConstraint(
                condition=Q(made_date=None) | Q(use_by_date=None) | Q(use_by_date__gte=F("made_date")),
                name="trace_lot_made_before_its_end",
            ),
        ]

    def __str__(self):
        return self.code

    def is_past_use_by(self, day: date) -> bool:
        """Whether it may no longer be sold on that day."""
        return self.use_by_date is not None and self.use_by_date < day
