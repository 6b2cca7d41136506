"""Gift sets: products made of other products. A set has a price of its own and no stock of its own."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class GiftSetComponent(models.Model):
    """So many units of one product that one set is made of. Whatever has components is a gift set."""

    gift_set = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="components", verbose_name=_("gift set")
    )
    component = models.ForeignKey(
        "catalogue.Product", on_delete=models.PROTECT, related_name="in_sets", verbose_name=_("component")
    )
    quantity = models.PositiveSmallIntegerField(
        _("units in one set"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("component of a gift set")
        verbose_name_plural = _("components of gift sets")
        constraints = [
            models.UniqueConstraint(
                fields=["gift_set", "component"], name="catalogue_gift_set_component_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="catalogue_gift_set_component_counts"),
            models.CheckConstraint(
                condition=~Q(gift_set=F("component")), name="catalogue_gift_set_not_in_itself"
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.component_id}"


def components_of(gift_set) -> models.QuerySet[GiftSetComponent]:
    """The components of a set (a product, its id, or a reference to an outer query's)."""
    return GiftSetComponent.objects.filter(gift_set=gift_set)
