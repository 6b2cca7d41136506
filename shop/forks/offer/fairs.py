"""A fair: an event with a name, days and a sales point, which offers may be bound to."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField
from shop.points.models import SalesPoint


class FairQuerySet(models.QuerySet):
    """Fairs; the methods chain."""

    def on(self, at):
        """Those that are held on the day of `at`; the last day counts whole."""
        day = timezone.localdate(at)
        return self.filter(first_day__lte=day, last_day__gte=day)

    def ahead(self, at):
        """Those that are not over yet."""
        return self.filter(last_day__gte=timezone.localdate(at))


class Fair(models.Model):
    """A named event on given days; its goods are handed over at its sales point."""

    name = NFCCharField(_("name"), max_length=120, unique=True)
    place = NFCCharField(_("place"), max_length=200, help_text=_("As visitors will look for it."))
    sales_point = models.ForeignKey(
        SalesPoint,
        on_delete=models.PROTECT,
        related_name="fairs",
        verbose_name=_("sales point"),
        help_text=_("Where orders with the fair's offers are fetched."),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = FairQuerySet.as_manager()

    class Meta:
        app_label = "offer"
        ordering = ["-first_day", "name"]
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="offer_fair_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return self.name
