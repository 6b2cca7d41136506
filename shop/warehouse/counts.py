"""Stock-takes: what somebody counts on the shelves while the shop goes on selling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner, StockRecord


class StockTake(models.Model):
    """One count at one point. It is blind: what the books expect is shown only once a figure was entered."""

    class State(models.TextChoices):
        COUNTING = "counting", pgettext_lazy("stock-take", "being counted")
        SUBMITTED = "submitted", pgettext_lazy("stock-take", "waits for the manager")
        CLOSED = "closed", pgettext_lazy("stock-take", "closed")
        CANCELLED = "cancelled", pgettext_lazy("stock-take", "given up")

    OPEN = (State.COUNTING, State.SUBMITTED)

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="stock_takes")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.COUNTING)
    note = NFCCharField(_("note"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("closed"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("stock-take")
        verbose_name_plural = _("stock-takes")
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(state__in=["counting", "submitted"]),
                name="warehouse_one_count_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.partner} {self.started_at:%d/%m/%Y}"


class CountLine(models.Model):
    """What was counted of one lot at one moment, beside what the books expected in that moment.

    What lies packed in parcels is not counted: it stands apart. So sales before and after change nothing of
    the difference.
    """

    class Verdict(models.TextChoices):
        PENDING = "pending", pgettext_lazy("count", "not decided")
        APPLIED = "applied", pgettext_lazy("count", "written to the books")
        REJECTED = "rejected", pgettext_lazy("count", "not accepted")

    stock_take = models.ForeignKey(StockTake, on_delete=models.CASCADE, related_name="lines")
    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    counted = models.PositiveIntegerField(_("counted"))
    expected = models.PositiveIntegerField(_("expected"))
    counted_at = models.DateTimeField(_("when"))
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict, default=Verdict.PENDING)
    reason = NFCCharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ["-counted_at", "-pk"]
        verbose_name = _("counted line")
        verbose_name_plural = _("counted lines")
        constraints = [
            models.UniqueConstraint(fields=["stock_take", "stock", "lot"], name="warehouse_count_lot_once"),
            models.UniqueConstraint(
                fields=["stock_take", "stock"],
                condition=Q(lot=None),
                name="warehouse_count_without_lot_once",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="applied") | Q(counted=F("expected")) | ~Q(reason=""),
                name="warehouse_applied_difference_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.stock_id}: {self.counted}"

    @property
    def difference(self) -> int:
        """Units more (or, negative, fewer) than the books expected."""
        return self.counted - self.expected

    @property
    def reference(self) -> str:
        """Names this line in the ledger."""
        return f"count:{self.stock_take_id}:{self.pk}"
