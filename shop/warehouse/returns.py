"""What buyers bring back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField
from shop.fulfilment.models import Fulfilment, PackedLot


class CustomerReturn(models.Model):
    """Goods of one parcel that came back to its point at one time."""

    #: The form's key: sent twice, it is one return.
    key = models.CharField(max_length=40, unique=True)
    fulfilment = models.ForeignKey(Fulfilment, on_delete=models.PROTECT, related_name="returns")
    reason = NFCCharField(_("reason"), max_length=200)
    returned_at = models.DateTimeField(_("when"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-returned_at", "-pk"]
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="warehouse_return_has_reason"),
        ]

    def __str__(self):
        return f"{self.fulfilment} {self.returned_at:%d/%m/%Y}"


class ReturnedLot(models.Model):
    """Units of one packed lot that came back, and how many of them can no longer be sold."""

    customer_return = models.ForeignKey(CustomerReturn, on_delete=models.CASCADE, related_name="lots")
    packed = models.ForeignKey(PackedLot, on_delete=models.PROTECT, related_name="returns")
    quantity = models.PositiveIntegerField(_("units"))
    damaged = models.PositiveIntegerField(_("damaged units"), default=0)

    class Meta:
        verbose_name = _("returned units of a lot")
        verbose_name_plural = _("returned units of lots")
        constraints = [
            models.UniqueConstraint(fields=["customer_return", "packed"], name="warehouse_returned_lot_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, damaged__lte=F("quantity")),
                name="warehouse_returned_damage_within_units",
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.packed_id}"
