"""Which grants stand on a day."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q


class PaperQuerySet(models.QuerySet):
    """Grants; the methods chain."""

    #: The field with the day from which a grant counts.
    begins = "decided_date"

    def standing(self, day: date):
        """Those granted by that day and not withdrawn by then."""
        begun = self.filter(**{f"{self.begins}__lte": day})
        return begun.filter(Q(withdrawn_date__isnull=True) | Q(withdrawn_date__gt=day))

    def withdrawn(self):
        """Those that were taken back, the latest first."""
        return self.filter(withdrawn_date__isnull=False).order_by("-withdrawn_date", "-pk")


class SupportQuerySet(PaperQuerySet):
    """Supports; the methods chain."""

    begins = "granted_date"

    def binding(self, day: date):
        """Those that stand and for which the point still has to run on that day, the last day counted."""
        return self.standing(day).filter(keep_until_date__gte=day)

    def ending_within(self, days: int, day: date):
        """Those binding on `day` that bind no longer after so many days; the next first."""
        soon = self.binding(day).filter(keep_until_date__lte=day + timedelta(days=days))
        return soon.order_by("keep_until_date", "pk")
