"""Counters that the database itself keeps true: 0 ≤ promised ≤ on hand, one record a product and point."""

from django.conf import settings
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

    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="PointMembership",
        related_name="partners",
        blank=True,
        verbose_name=_("staff"),
    )

    @property
    def is_central(self) -> bool:
        """Whether this is the central warehouse."""
        return self.sales_point_id is None


class PointMembership(models.Model):
    """Who works at a point, and as what. Oscar's own table of a partner's users, with a role added."""

    class Role(models.TextChoices):
        SELLER = "seller", _("seller")
        KEEPER = "keeper", _("stock keeper")
        MANAGER = "manager", _("manager of the point")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=7, choices=Role, default=Role.SELLER)

    class Meta:
        db_table = "partner_partner_users"
        verbose_name = _("member of a point's staff")
        verbose_name_plural = _("members of a point's staff")
        constraints = [
            models.UniqueConstraint(fields=["user", "partner"], name="partner_membership_once_a_point"),
            models.CheckConstraint(
                condition=Q(role__in=["seller", "keeper", "manager"]), name="partner_membership_role"
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"


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
