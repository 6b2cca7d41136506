"""Which offers stand at a moment."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class OfferQuerySet(models.QuerySet):
    """Offers; the methods chain."""

    def of_everybody(self):
        """Those that need no code."""
        return self.filter(offer_type=self.model.SITE)

    def in_force(self, at):
        """Those that stand at the moment `at`: begun, not ended, neither suspended nor used up."""
        begun = Q(start_datetime=None) | Q(start_datetime__lte=at)
        not_ended = Q(end_datetime=None) | Q(end_datetime__gte=at)
        return self.filter(begun, not_ended).given(at)

    def given(self, at):
        """As `in_force` without the offer's own dates, which those of a voucher stand in for."""
        day = timezone.localdate(at)
        at_the_fair = Q(fair=None) | Q(fair__first_day__lte=day, fair__last_day__gte=day)
        budget_left = Q(max_discount=None) | Q(total_discount__lt=F("max_discount"))
        return self.filter(at_the_fair, budget_left, status=self.model.OPEN)

    def bound_to_a_point(self):
        """Those that hold only where goods are fetched at one sales point."""
        return self.exclude(sales_point=None, fair=None)

    def whole(self):
        """With all that applying them looks at."""
        return self.select_related(
            "condition__range", "benefit__range", "sales_point__commune", "fair__sales_point__commune"
        )
