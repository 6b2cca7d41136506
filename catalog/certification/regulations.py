"""The rules of certification as rows: which decision was in force from when to when, and what it says.

A rule of a new programme is a new row, not a new release. What counts for a certificate is the regulation in
force on the day of its issue.
"""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.products.models import Category
from catalog.text import NFCCharField, NFCTextField

#: The most that can be scored.
FULL_SCORE = 100


class StarRating(models.IntegerChoices):
    """The classes that count as OCOP products."""

    THREE = 3, _("3 stars OCOP")
    FOUR = 4, _("4 stars OCOP")
    FIVE = 5, _("5 stars OCOP")


class IssuerLevel(models.TextChoices):
    """Who certifies. Districts ended in July 2025."""

    DISTRICT = "district", _("district (until 06/07/2025)")
    PROVINCE = "province", _("province")
    MINISTRY = "ministry", _("ministry")


def plain(score: Decimal) -> str:
    """A score as people write it: 50 rather than 50.0."""
    return f"{score.normalize():f}"


class NoRegulation(LookupError):
    """No regulation was in force on the day asked for."""


class Regulation(models.Model):
    """One version of the rules. The one that began last counts, until it ends or another begins."""

    name = NFCCharField(_("decision"), max_length=120)
    from_date = models.DateField(_("in force from"), unique=True)
    until_date = models.DateField(
        _("last day in force"), null=True, blank=True, help_text=_("Empty while it stands.")
    )
    validity_months = models.PositiveSmallIntegerField(_("months of validity"))
    groups = models.ManyToManyField(
        Category, blank=True, related_name="regulations", verbose_name=_("groups and sub-groups")
    )
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))

    class Meta:
        ordering = ["-from_date"]
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="certification_regulation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(validity_months__gt=0), name="certification_regulation_has_validity"
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.from_date:%d/%m/%Y})"

    def is_in_force(self, day: date) -> bool:
        """Whether it counts for what is issued on that day."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)

    def end_of_validity(self, issued_date: date) -> date:
        """The last day on which a certificate issued on `issued_date` is valid."""
        return issued_date + relativedelta(months=self.validity_months)

    def band(self, stars: int) -> "StarBand | None":
        """What it asks for so many stars; None where it knows no such class."""
        return next((band for band in self.bands.all() if band.stars == stars), None)

    def upper_score(self, stars: int) -> Decimal | None:
        """The score from which more stars are due; None for the highest class."""
        above = [band.lowest_score for band in self.bands.all() if band.stars > stars]
        return min(above, default=None)

    def fits(self, stars: int, score: Decimal) -> bool:
        """Whether that score makes so many stars, no fewer and no more."""
        band, upper = self.band(stars), self.upper_score(stars)
        return (
            bool(band)
            and band.lowest_score <= score
            and (score <= FULL_SCORE if upper is None else score < upper)
        )


class StarBand(models.Model):
    """One class of a regulation: the lowest score for it, and who may certify it."""

    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="bands")
    stars = models.PositiveSmallIntegerField(_("stars"), choices=StarRating)
    lowest_score = models.DecimalField(_("lowest score"), max_digits=4, decimal_places=1)
    # Named as the values of IssuerLevel.
    district = models.BooleanField(_("a district may certify"), default=False)
    province = models.BooleanField(_("the province may certify"), default=False)
    ministry = models.BooleanField(_("the ministry may certify"), default=False)

    class Meta:
        ordering = ["stars"]
        verbose_name = _("star band")
        verbose_name_plural = _("star bands")
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "stars"], name="certification_band_once_per_regulation"
            ),
            models.CheckConstraint(
                condition=Q(stars__gte=3, stars__lte=5), name="certification_band_stars_3_to_5"
            ),
            models.CheckConstraint(
                condition=Q(lowest_score__gte=0, lowest_score__lte=FULL_SCORE),
                name="certification_band_score_0_to_100",
            ),
        ]

    def __str__(self):
        return f"{self.stars}: {self.lowest_score}"

    @property
    def levels(self) -> list[IssuerLevel]:
        """Who may certify this class."""
        return [level for level in IssuerLevel if getattr(self, level.value)]


class Rules:
    """All regulations, read once, so that a register of any length asks no more."""

    def __init__(self, regulations: list[Regulation]):
        self._regulations = sorted(regulations, key=lambda one: one.from_date, reverse=True)

    @classmethod
    def load(cls) -> "Rules":
        """From the database, in two queries."""
        return cls(list(Regulation.objects.prefetch_related("bands")))

    def on(self, day: date) -> Regulation | None:
        """The regulation in force on that day: the one that began last, if it has not ended since."""
        begun = (one for one in self._regulations if one.from_date <= day)
        latest = next(begun, None)
        return latest if latest and latest.is_in_force(day) else None


def end_of_validity(issued_date: date) -> date:
    """The last day of what is issued on `issued_date`, by the rules of that day. Raises NoRegulation."""
    regulation = Rules.load().on(issued_date)
    if regulation is None:
        raise NoRegulation(issued_date)
    return regulation.end_of_validity(issued_date)


def take_up_groups() -> None:
    """Lets the regulations of today's list of groups name the OCOP categories that there are."""
    named = Category.objects.filter(code__isnull=False)
    for regulation in Regulation.objects.filter(from_date__gte=FIRST_WITH_TODAYS_GROUPS):
        regulation.groups.add(*named)


#: The groups of 148/QĐ-TTg; before it other groups were used, which are no categories here.
FIRST_WITH_TODAYS_GROUPS = date(2023, 2, 24)
