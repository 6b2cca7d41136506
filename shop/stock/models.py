"""The ledger of goods and the promises made on them. Only `operations` writes here and to the counters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.partner.models import StockRecord


class MovementQuerySet(models.QuerySet):
    """Movements are read and added, never changed."""

    def update(self, **kwargs):
        raise TypeError("A movement is never changed; write another one.")

    def delete(self):
        raise TypeError("A movement is never deleted; write another one.")


class Movement(models.Model):
    """One line of the ledger: so many units came to or left one stock record. Triggers keep it unchanged."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("receipt")
        SALE = "sale", _("sale")
        RETURN = "return", _("return")
        TRANSFER_OUT = "transfer_out", _("transfer, sent")
        TRANSFER_IN = "transfer_in", _("transfer, received")
        ADJUSTMENT = "adjustment", _("adjustment")
        COUNT = "count", _("difference in a count")
        WRITE_OFF = "write_off", _("write-off")

    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    quantity = models.IntegerField(_("units"), help_text=_("Negative where they left."))
    reference = NFCCharField(_("reference"), max_length=80)
    reason = NFCCharField(_("reason"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="movements", verbose_name=_("lot")
    )
    moved_at = models.DateTimeField(_("when"))

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        indexes = [models.Index(fields=["stock", "-moved_at"], name="stock_movement_history")]
        constraints = [
            models.UniqueConstraint(
                fields=["stock", "kind", "reference"],
                condition=Q(lot=None),
                name="stock_movement_happens_once",
            ),
            models.UniqueConstraint(
                fields=["stock", "kind", "reference", "lot"], name="stock_movement_of_lot_happens_once"
            ),
            models.CheckConstraint(condition=~Q(quantity=0), name="stock_movement_moves"),
            models.CheckConstraint(
                condition=~Q(kind__in=["adjustment", "write_off", "count"]) | ~Q(reason=""),
                name="stock_movement_by_hand_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity:+d}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A movement is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A movement is never deleted; write another one.")


class LotStock(models.Model):
    """So many units of one lot at one stock record; those without a lot are a row too (`lot` is None).

    The rows of a record add up to what it has on hand. `packed` of them lie in parcels that wait to leave.
    """

    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="lots")
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="at_points", verbose_name=_("lot")
    )
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    packed = models.PositiveIntegerField(_("packed"), default=0)

    class Meta:
        verbose_name = _("units of a lot")
        verbose_name_plural = _("units of lots")
        constraints = [
            models.UniqueConstraint(fields=["stock", "lot"], name="stock_lot_once_a_record"),
            models.UniqueConstraint(
                fields=["stock"], condition=Q(lot=None), name="stock_without_lot_once_a_record"
            ),
            models.CheckConstraint(
                condition=Q(packed__lte=models.F("on_hand")), name="stock_lot_packed_within_on_hand"
            ),
        ]

    def __str__(self):
        return f"{self.lot or '-'}: {self.on_hand}"


class Hold(models.Model):
    """A promise of goods to one shopper, with an end. `version` is written first by whoever changes it."""

    class State(models.TextChoices):
        LIVE = "live", pgettext_lazy("hold", "live")
        ORDERED = "ordered", _("passed on to an order")
        RELEASED = "released", _("let go")
        EXPIRED = "expired", _("expired")

    key = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.LIVE)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["state", "expires_at"])]

    def __str__(self):
        return f"{self.key} ({self.state})"


class HoldLine(models.Model):
    """Units of one stock record under a hold."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="lines")
    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="hold_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "stock"], name="stock_hold_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="stock_hold_line_holds"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.stock_id}"
