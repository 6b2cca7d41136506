"""Visits of the office's inspectors: what they found for each criterion, with photographs.

A visit is a draft until it is finished. From then on triggers keep it, its answers and its photographs as
they are, whoever asks and by whatever way.
"""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField, NFCTextField
from shop.points.models import SalesPoint
from shop.recognition.criteria import CriteriaSet, Criterion
from shop.recognition.photographs import kept_at, private_storage


class InspectionQuerySet(models.QuerySet):
    """Inspections; the methods chain."""

    def finished(self):
        """Those that count."""
        return self.filter(finished_at__isnull=False)

    def drafts(self):
        """Those that are still being filled in."""
        return self.filter(finished_at=None)

    def with_score(self):
        """Adds `met` and `counted`: criteria that were met, and were met or not; latest first."""
        verdict = Inspection.Verdict
        counted = self.annotate(
            met=Count("answers", filter=Q(answers__verdict=verdict.MET)),
            counted=Count("answers", filter=Q(answers__verdict__in=[verdict.MET, verdict.NOT_MET])),
        )
        # What counts rows has no order by itself.
        return counted.order_by("-visited_at", "-pk")


class Inspection(models.Model):
    """One visit. `version` moves with each saving, so that of two people neither overwrites unseen."""

    class Verdict(models.TextChoices):
        MET = "met", _("met")
        NOT_MET = "not_met", _("not met")
        NOT_APPLICABLE = "not_applicable", _("not applicable")

    point = models.ForeignKey(
        SalesPoint, on_delete=models.PROTECT, related_name="inspections", verbose_name=_("sales point")
    )
    criteria = models.ForeignKey(
        CriteriaSet, on_delete=models.PROTECT, related_name="inspections", verbose_name=_("list of criteria")
    )
    is_announced = models.BooleanField(_("announced"), default=False)
    visited_at = models.DateTimeField(_("visited"))
    inspectors = NFCCharField(_("inspectors"), max_length=200)
    remarks = NFCTextField(_("remarks"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_sample = models.BooleanField(_("sample"), default=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_at", "-pk"]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        indexes = [models.Index(fields=["point", "visited_at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(inspectors=""), name="recognition_inspection_by_somebody"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=models.F("visited_at")),
                name="recognition_inspection_finished_after_visit",
            ),
        ]

    def __str__(self):
        return f"{self.point} {self.visited_at:%d/%m/%Y}"

    @property
    def is_finished(self) -> bool:
        """Whether it counts, and stays as it is."""
        return self.finished_at is not None

    @property
    def percent(self) -> int | None:
        """Of the criteria that applied, how many were met, in whole percent; needs `with_score`.

        Rounded down, so that 100 means all. None where none applied.
        """
        return self.met * 100 // self.counted if self.counted else None


class Answer(models.Model):
    """What was found for one criterion. A draft may have a note before it has a verdict."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="answers")
    verdict = models.CharField(_("result"), max_length=14, choices=Inspection.Verdict, blank=True)
    note = NFCTextField(_("note"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("answer of an inspection")
        verbose_name_plural = _("answers of inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "criterion"], name="recognition_answer_once_per_criterion"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "met", "not_met", "not_applicable"]),
                name="recognition_answer_verdict",
            ),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.get_verdict_display()}"


class Photograph(models.Model):
    """What an inspector saw. Not public: its file lies outside the folder that the web server serves."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="photographs")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="photographs"
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to=kept_at)
    digest = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_in_at = models.DateTimeField(_("uploaded"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photograph of an inspection")
        verbose_name_plural = _("photographs of inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "digest"], name="recognition_photograph_once_per_inspection"
            )
        ]

    def __str__(self):
        return self.file.name
