"""Counters that the database itself keeps true: 0 ≤ promised ≤ on hand, one record a product and point."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from catalog.places.models import Commune
from shop.forks.partner.querysets import StockRecordQuerySet
from shop.points.models import SalesPoint


class Partner(AbstractPartner):
    """Who holds stock: a sales point or, without one, the central warehouse."""

    sales_point = models.OneToOneField(
        SalesPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partner",
        verbose_name=_("sales point"),
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
        help_text=_("Where the central warehouse stands; a sales point has its own."),
    )

    @property
    def is_central(self) -> bool:
        """Whether this is the central warehouse."""
        return self.sales_point_id is None


class StockRecord(AbstractStockRecord):
    """Price (whole đồng) and counters of one product at one partner; written by `shop.stock` only."""

    num_in_stock = models.PositiveIntegerField(_("on hand"), default=0)
    num_allocated = models.IntegerField(_("promised"), default=0)

    objects = StockRecordQuerySet.as_manager()

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "product"], name="partner_stockrecord_one_per_product"
            ),
            models.CheckConstraint(
                condition=Q(num_allocated__gte=0) & Q(num_allocated__lte=F("num_in_stock")),
                name="partner_stockrecord_promised_within_on_hand",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0), name="partner_stockrecord_price_positive"
            ),
        ]


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.partner.models import *  # noqa: E402, F403
