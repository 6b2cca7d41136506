"""Which stock counts: that of open points and of the central warehouse."""

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce


class StockRecordQuerySet(models.QuerySet):
    """Stock records; the methods chain."""

    def sellable(self):
        """Those that orders may be filled from now."""
        return self.filter(Q(partner__sales_point=None) | Q(partner__sales_point__status="open"))

    def with_available(self):
        """Adds `left`: on hand less promised, the only number that anybody is shown."""
        return self.annotate(left=F("num_in_stock") - F("num_allocated"))

    def total_available(self) -> int:
        """Units that all these records have together."""
        return self.aggregate(left=Coalesce(Sum(F("num_in_stock") - F("num_allocated")), 0))["left"]
