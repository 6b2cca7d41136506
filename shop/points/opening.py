"""When a point is open, as its people write it down: through the week, and on days that differ."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField


class OpeningPeriod(models.Model):
    """A stretch of a weekday during which a point is open.

    A weekday may have several. One that closes at or before the hour it opens runs past midnight. A point
    with none has hours that are not known, which is not the same as closed.
    """

    sales_point = models.ForeignKey(
        "points.SalesPoint", on_delete=models.CASCADE, related_name="opening_periods"
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"),
        choices=[
            (0, _("Monday")),
            (1, _("Tuesday")),
            (2, _("Wednesday")),
            (3, _("Thursday")),
            (4, _("Friday")),
            (5, _("Saturday")),
            (6, _("Sunday")),
        ],
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        constraints = [
            models.UniqueConstraint(
                fields=["sales_point", "weekday", "opens"], name="points_opening_period_unique"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="points_opening_period_weekday"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class OpeningException(models.Model):
    """Days on which a point keeps other hours than its week says, or stays closed.

    Given once by dates, or for every year by days of Tết; both ends are included. Without `periods` the point
    is closed on these days. Which one counts where several fall on a day: `shop.points.hours`.
    """

    class Reason(models.TextChoices):
        TET = "tet", _("Tết")
        FESTIVAL = "festival", _("festival")
        STOCK_TAKING = "stock_taking", _("stock-taking")
        OTHER = "other", _("another reason")

    #: Days of Tết that may be named: the month before its first day and the month from it on.
    TET_DAYS = (-29, 29)

    sales_point = models.ForeignKey(
        "points.SalesPoint", on_delete=models.CASCADE, related_name="opening_exceptions"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    label = NFCCharField(
        _("what visitors are told"), max_length=120, blank=True, help_text=_("Empty: the reason alone.")
    )
    from_date = models.DateField(_("from"), null=True, blank=True)
    to_date = models.DateField(_("to and including"), null=True, blank=True)
    from_tet_day = models.SmallIntegerField(
        _("from this day of Tết"),
        null=True,
        blank=True,
        help_text=_("Every year: 0 is the first day of the first lunar month, -1 the day before it."),
    )
    to_tet_day = models.SmallIntegerField(_("to and including this day of Tết"), null=True, blank=True)

    class Meta:
        ordering = ["from_date", "from_tet_day", "pk"]
        verbose_name = _("exception of the hours")
        verbose_name_plural = _("exceptions of the hours")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    from_date__isnull=False,
                    to_date__isnull=False,
                    from_tet_day__isnull=True,
                    to_tet_day__isnull=True,
                )
                | Q(
                    from_date__isnull=True,
                    to_date__isnull=True,
                    from_tet_day__isnull=False,
                    to_tet_day__isnull=False,
                ),
                name="points_exception_by_date_or_tet",
                violation_error_message=_("Give either two dates or two days of Tết."),
            ),
            models.CheckConstraint(
                condition=Q(from_date=None) | Q(from_date__lte=models.F("to_date")),
                name="points_exception_dates_in_order",
                violation_error_message=_("The last day lies before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(from_tet_day=None)
                | Q(from_tet_day__gte=-29, to_tet_day__lte=29, from_tet_day__lte=models.F("to_tet_day")),
                name="points_exception_tet_days_in_order",
                violation_error_message=_("Days of Tết go from -29 to 29, the first before the last."),
            ),
            models.UniqueConstraint(
                fields=["sales_point", "from_date", "to_date"], name="points_exception_once_for_its_dates"
            ),
            models.UniqueConstraint(
                fields=["sales_point", "from_tet_day", "to_tet_day"],
                name="points_exception_once_for_its_tet_days",
            ),
        ]

    def __str__(self):
        return self.label or self.get_reason_display()


class ExceptionPeriod(models.Model):
    """A stretch of each day of an exception; it runs past midnight as an `OpeningPeriod` does."""

    exception = models.ForeignKey(OpeningException, on_delete=models.CASCADE, related_name="periods")
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["opens"]
        verbose_name = _("period of an exception")
        verbose_name_plural = _("periods of an exception")
        constraints = [
            models.UniqueConstraint(fields=["exception", "opens"], name="points_exception_period_unique"),
        ]

    def __str__(self):
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"
