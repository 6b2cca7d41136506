"""What points are recognised by, and what inspectors look at: each version a row.

A decision of the ministry and a list of the office's are two things. The decision's text is the ministry's;
the list of questions is made by the office from what is known of it, and says so.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField, NFCTextField


class CriteriaDecision(models.Model):
    """A decision of the ministry with the criteria of sales points (920/QĐ-BCT, 950/QĐ-BCT)."""

    number = NFCCharField(_("decision number"), max_length=60, unique=True)
    decided_date = models.DateField(_("decided"))
    until_date = models.DateField(
        _("last day in force"), null=True, blank=True, help_text=_("Empty while it stands.")
    )
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))

    class Meta:
        ordering = ["-decided_date"]
        verbose_name = _("decision on criteria")
        verbose_name_plural = _("decisions on criteria")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("decided_date")),
                name="recognition_criteria_end_after_decision",
            )
        ]

    def __str__(self):
        return self.number


class CriteriaSetQuerySet(models.QuerySet):
    """Versions of the list of questions."""

    def on(self, day: date):
        """The version that counts on that day: the one that began last; None before the first."""
        return self.filter(from_date__lte=day).order_by("-from_date").first()


class CriteriaSet(models.Model):
    """One version of the list that inspectors go by. Once it has been used it never changes."""

    name = NFCCharField(_("name"), max_length=120)
    decision = models.ForeignKey(
        CriteriaDecision,
        on_delete=models.PROTECT,
        related_name="criteria_sets",
        verbose_name=_("decision that it follows"),
    )
    from_date = models.DateField(_("in use from"), unique=True)
    is_working_list = models.BooleanField(
        _("the office's own working list"),
        default=True,
        help_text=_("Its words are the office's and not those of the decision."),
    )
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        ordering = ["-from_date"]
        verbose_name = _("list of criteria")
        verbose_name_plural = _("lists of criteria")

    def __str__(self):
        return self.name


class Criterion(models.Model):
    """One question of a list, answered in each inspection by it."""

    criteria = models.ForeignKey(
        CriteriaSet, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("list of criteria")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    group = NFCCharField(_("group"), max_length=80)
    text = NFCCharField(_("text"), max_length=400)

    class Meta:
        ordering = ["position"]
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints = [
            models.UniqueConstraint(
                fields=["criteria", "position"], name="recognition_criterion_position_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recognition_criterion_asks"),
        ]

    def __str__(self):
        return self.text
