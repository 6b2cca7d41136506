"""What sales points have been granted: recognition under the criteria, and support from a budget.

A paper is never rewritten: what was written wrongly is withdrawn, with a reason, and entered again. Triggers
keep it so.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from shop.points.models import SalesPoint
from shop.recognition.criteria import CriteriaDecision, CriteriaSet, Criterion
from shop.recognition.inspections import Answer, Inspection, Photograph
from shop.recognition.querysets import PaperQuerySet, SupportQuerySet
from shop.recognition.status import StatusChange

__all__ = [
    "Answer",
    "CriteriaDecision",
    "CriteriaSet",
    "Criterion",
    "Inspection",
    "Photograph",
    "PointRecognition",
    "PointSupport",
    "StatusChange",
]


class Paper(models.Model):
    """What a grant of either kind has: its point, who wrote it down, and perhaps an early end."""

    withdrawn_date = models.DateField(pgettext_lazy("certificate", "withdrawn"), null=True, blank=True)
    withdrawal_reason = NFCCharField(_("reason of withdrawal"), max_length=250, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_recorded_at = models.DateTimeField(null=True, blank=True)
    withdrawal_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_sample = models.BooleanField(_("sample"), default=False)

    class Meta:
        abstract = True


def _withdrawn_with_reason(name):
    stands = Q(withdrawn_date__isnull=True, withdrawal_reason="")
    ended = Q(withdrawn_date__isnull=False) & ~Q(withdrawal_reason="")
    return models.CheckConstraint(condition=stands | ended, name=name)


class PointRecognition(Paper):
    """A decision that recognises a point under the ministry's criteria. A point has one at a time."""

    point = models.ForeignKey(
        SalesPoint, on_delete=models.PROTECT, related_name="recognitions", verbose_name=_("sales point")
    )
    decision_number = NFCCharField(_("decision number"), max_length=60)
    decided_date = models.DateField(_("decision date"))
    issuer = NFCCharField(_("issuer"), max_length=160)
    criteria = models.ForeignKey(
        CriteriaDecision,
        on_delete=models.PROTECT,
        related_name="recognitions",
        verbose_name=_("under the criteria of"),
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_date", "-pk"]
        verbose_name = _("recognition of a point")
        verbose_name_plural = _("recognitions of points")
        constraints = [
            models.UniqueConstraint(
                fields=["point"],
                condition=Q(withdrawn_date__isnull=True),
                name="recognition_one_standing_per_point",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number="") & ~Q(issuer=""), name="recognition_says_by_whom"
            ),
            _withdrawn_with_reason("recognition_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_date__isnull=True) | Q(withdrawn_date__gte=F("decided_date")),
                name="recognition_withdrawn_after_decision",
            ),
        ]

    def __str__(self):
        return self.decision_number


class PointSupport(Paper):
    """Money that a point was given, and until when it has to run for it."""

    point = models.ForeignKey(
        SalesPoint, on_delete=models.PROTECT, related_name="supports", verbose_name=_("sales point")
    )
    budget_source = NFCCharField(_("budget"), max_length=160)
    amount = models.PositiveBigIntegerField(_("amount (đồng)"))
    granted_date = models.DateField(_("granted"))
    keep_until_date = models.DateField(_("to be kept until"))

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_date", "-pk"]
        verbose_name = _("support of a point")
        verbose_name_plural = _("supports of points")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="recognition_support_is_money"),
            models.CheckConstraint(condition=~Q(budget_source=""), name="recognition_support_has_budget"),
            models.CheckConstraint(
                condition=Q(keep_until_date__gt=F("granted_date")),
                name="recognition_support_kept_after_grant",
            ),
            _withdrawn_with_reason("recognition_support_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_date__isnull=True) | Q(withdrawn_date__gte=F("granted_date")),
                name="recognition_support_withdrawn_after_grant",
            ),
        ]

    def __str__(self):
        return f"{self.budget_source} {self.granted_date:%d/%m/%Y}"
