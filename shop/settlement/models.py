"""What goes back to buyers, and why. What came in stands in `shop.forks.payment`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from shop.forks.order.models import Line, Order
from shop.forks.payment.models import Source


class Refund(models.Model):
    """Money (đồng) that is to go back to a buyer the way it came, or has."""

    class Reason(models.TextChoices):
        CANCELLED = "cancelled", _("cancelled")
        RETURNED = "returned", _("the buyer returned goods")
        OVERPAID = "overpaid", _("more was paid than was due")
        GOODWILL = "goodwill", _("goodwill")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("refund", "to be sent")
        SENT = "sent", pgettext_lazy("refund", "sent")
        FAILED = "failed", pgettext_lazy("refund", "failed")

    #: By these the order costs less; by the others nothing is due any more for that money.
    LOWER_THE_PRICE = (Reason.RETURNED, Reason.GOODWILL)

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="refunds")
    #: Names the wish: the form sent twice, or a program run twice, is one refund.
    key = models.CharField(max_length=64, unique=True)
    amount = models.PositiveIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=9, choices=Reason)
    note = NFCCharField(_("note"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.ASKED)
    #: The provider's or the bank's own name for it, once it is sent.
    reference = models.CharField(_("reference"), max_length=128, blank=True)
    fault = NFCCharField(_("why it failed"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for"))
    done_at = models.DateTimeField(_("sent or failed"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        indexes = [models.Index(fields=["state", "asked_at"], name="settlement_refund_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_refund_moves_money"),
            models.CheckConstraint(
                condition=~Q(state="sent") | ~Q(reference=""), name="settlement_refund_sent_has_reference"
            ),
            models.CheckConstraint(
                condition=Q(state="asked") ^ Q(done_at__isnull=False),
                name="settlement_refund_done_when",
            ),
        ]

    def __str__(self):
        return f"{self.order.number}: {self.amount} đồng ({self.get_state_display()})"

    @property
    def means(self) -> str:
        """The way that the money came by, and goes back by (`Order.PaymentMethod`)."""
        return self.source.source_type.code

    @property
    def way(self) -> str:
        """That way, in words."""
        return Order.PaymentMethod(self.means).label

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody has to send it; a card's goes back through its provider."""
        return self.means != Order.PaymentMethod.CARD


class RefundLine(models.Model):
    """So many units of an order line that a refund is for, and what of its amount falls on them."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(_("units"))
    amount = models.PositiveIntegerField(_("amount"))

    class Meta:
        verbose_name = _("line of a refund")
        verbose_name_plural = _("lines of refunds")
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="settlement_refund_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="settlement_refund_line_has_units"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line_id}"
