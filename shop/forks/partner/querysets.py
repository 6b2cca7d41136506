"""Which stock counts: that of open points and of the central warehouse."""

from django.db import models
from django.db.models import F, Q


class StockRecordQuerySet(models.QuerySet):
    """Stock records; the methods chain."""

    def sellable(self):
        """Those that orders may be filled from now."""
        return self.filter(Q(partner__sales_point=None) | Q(partner__sales_point__status="open"))

    def of_goods_on_sale(self):
        """Those of products that may be ordered: public, and a variant's parent too."""
        public = self.filter(product__is_public=True)
        return public.filter(Q(product__parent=None) | Q(product__parent__is_public=True))

    def with_available(self):
        """Adds `left`: on hand less promised, the only number that anybody is shown."""
        return self.annotate(left=F("num_in_stock") - F("num_allocated"))
