"""What became of a point, as the office decided it: since when, and why. Written once, never changed."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.text import NFCCharField, one_line
from shop.points.models import SalesPoint
from shop.recognition.exceptions import RecognitionRefused

Status = SalesPoint.Status
#: What visitors would ask about: a reason is kept.
WANT_A_REASON = (Status.PAUSED, Status.CLOSED)
#: What visitors see, which needs an address.
PUBLISHED = (Status.OPEN, Status.PAUSED)


class StatusChange(models.Model):
    """One change of a point's status. Triggers keep it unchanged."""

    point = models.ForeignKey(
        SalesPoint,
        on_delete=models.PROTECT,
        related_name="status_changes",
        verbose_name=gettext_lazy("sales point"),
    )
    status = models.CharField(gettext_lazy("status"), max_length=8, choices=Status)
    since_date = models.DateField(gettext_lazy("since"))
    reason = NFCCharField(gettext_lazy("why"), max_length=250, blank=True)
    recorded_at = models.DateTimeField(gettext_lazy("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = gettext_lazy("change of a point's status")
        verbose_name_plural = gettext_lazy("changes of a point's status")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["paused", "closed"]) | ~Q(reason=""),
                name="recognition_status_paused_or_closed_with_reason",
            )
        ]

    def __str__(self):
        return f"{self.get_status_display()} {self.since_date:%d/%m/%Y}"


@transaction.atomic
def change_status(
    *, point: SalesPoint, seen: str, to: str, since: date, reason: str, by, now: datetime
) -> StatusChange:
    """Changes the status that was `seen`, with a record of since when and why. Raises RecognitionRefused."""
    reason = one_line(reason)
    _refuse_unsound(point, seen, to, since, reason, timezone.localdate(now))
    # One condition in one statement: of two people, the second finds another status than they saw.
    if not SalesPoint.objects.filter(pk=point.pk, status=seen).update(status=to):
        words = _("Somebody else has changed the status meanwhile. Look again.")
        raise RecognitionRefused({"": words})
    point.status = to
    return StatusChange.objects.create(
        point=point, status=to, since_date=since, reason=reason, recorded_by=by, recorded_at=now
    )


def _refuse_unsound(point, seen, to, since, reason, today):
    errors = {}
    if to == seen:
        errors["status"] = _("The point has this status already.")
    elif to in PUBLISHED and not point.address_line:
        errors["status"] = _("A point needs its address before it is published.")
    if to in WANT_A_REASON and not reason:
        errors["reason"] = _("Say why, in a few words.")
    if since > today:
        errors["since_date"] = _("This day is still to come.")
    if errors:
        raise RecognitionRefused(errors)
