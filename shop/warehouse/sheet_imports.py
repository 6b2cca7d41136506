"""Files of stock that somebody sent: what each would change, and how far it has been carried out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner, StockRecord


class StockSheet(models.Model):
    """One file for one point. Only its rows that change something are kept, in the order of their doing."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("sheet", "looked through, not applied")
        APPLYING = "applying", pgettext_lazy("sheet", "being applied")
        APPLIED = "applied", pgettext_lazy("sheet", "applied")
        CANCELLED = "cancelled", pgettext_lazy("sheet", "given up")

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="stock_sheets")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    file_name = NFCCharField(_("file"), max_length=100)
    sha256 = models.CharField(max_length=64)
    #: Names the export that the file came from; empty where the file does not say.
    stamp = NFCCharField(max_length=40, blank=True)
    uploaded_at = models.DateTimeField(_("sent in"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("done"), null=True, blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("file of stock")
        verbose_name_plural = _("files of stock")
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "sha256"],
                condition=Q(state__in=["applying", "applied"]),
                name="warehouse_sheet_applied_once",
            ),
            models.CheckConstraint(
                condition=Q(rows_done__lte=F("rows_total")), name="warehouse_sheet_done_within_total"
            ),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(rows_done=F("rows_total")),
                name="warehouse_sheet_applied_whole",
            ),
        ]

    def __str__(self):
        return self.file_name


class StockSheetRow(models.Model):
    """What one row of a file changes: units of a lot, the threshold of its product, or both."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("sheet row", "not yet")
        DONE = "done", pgettext_lazy("sheet row", "done")
        REFUSED = "refused", pgettext_lazy("sheet row", "not possible any more")

    sheet = models.ForeignKey(StockSheet, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("row"))
    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: What the file counts from, what it says now (None: units stay), and what was there at the dry run.
    exported = models.PositiveIntegerField()
    new = models.PositiveIntegerField(null=True, blank=True)
    seen = models.PositiveIntegerField()
    sets_threshold = models.BooleanField(default=False)
    threshold_before = models.PositiveIntegerField(null=True, blank=True)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    words = NFCCharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("row of a file of stock")
        verbose_name_plural = _("rows of files of stock")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="warehouse_sheet_position_once"),
            models.UniqueConstraint(fields=["sheet", "number"], name="warehouse_sheet_row_once"),
        ]

    def __str__(self):
        return f"{self.number}: {self.difference:+d}"

    @property
    def difference(self) -> int:
        """Units more (or, negative, fewer) than the file counts from; sales since then stay sold."""
        return 0 if self.new is None else self.new - self.exported

    @property
    def after(self) -> int:
        """What is on hand of the lot once this is done, as of the dry run."""
        return self.seen + self.difference

    @property
    def has_moved(self) -> bool:
        """Whether on hand is not what the file counts from: something came or went since."""
        return self.new is not None and self.seen != self.exported

    @property
    def reference(self) -> str:
        """Names this row in the ledger."""
        return f"sheet:{self.sheet_id}:{self.number}"
