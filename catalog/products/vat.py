"""The rate of value-added tax that a product is sold at; its price has the tax in it.

Abstract, as the label is. A product in sizes has one rate for all of them. A gift set has a rate of its own:
what is in it is not sold by itself, so its components' rates are not asked.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VatRate(models.TextChoices):
    """The rates of the law, by the code that an e-invoice names them with."""

    ZERO = "0", "0%"
    FIVE = "5", "5%"
    EIGHT = "8", "8%"
    TEN = "10", "10%"
    EXEMPT = "KCT", _("not subject to VAT")


class Taxed(models.Model):
    """What rate its price has in it."""

    vat_rate = models.CharField(
        _("VAT rate"),
        max_length=3,
        choices=VatRate,
        blank=True,
        default="",
        help_text=_("The price includes it. Empty: the shop's usual rate."),
    )

    class Meta:
        abstract = True

    @property
    def own_vat_rate(self) -> str:
        """Its rate's code, of a variant its parent's; empty where the shop's usual one holds."""
        return self.parent.vat_rate if self.parent_id else self.vat_rate


def vat_constraints() -> list[models.CheckConstraint]:
    """What the database holds a rate to."""
    return [
        models.CheckConstraint(
            condition=Q(vat_rate__in=["", *VatRate.values]), name="catalogue_product_vat_rate_known"
        )
    ]
