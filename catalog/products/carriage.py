"""What carrying a product asks for: its box, whether it has to stay cold, and when it may be sent at all.

Abstract, as the label is. What it weighs is the label's net weight. A variant's own values come before those
of the product that it is a variant of; that something stays cold, or waits, is true of all its sizes.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.products import season

#: Longer than anything that fits into a parcel.
LONGEST_CM = 300
SIDES = ("length_cm", "width_cm", "height_cm")


def _side(label, help_text=""):
    limits = [MinValueValidator(1), MaxValueValidator(LONGEST_CM)]
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=limits, help_text=help_text
    )


class Carriage(models.Model):
    """How a unit of the product travels."""

    length_cm = _side(
        _("length (cm)"),
        _("Of the box or bag that it is sent in, in whole centimetres; all three sides or none."),
    )
    width_cm = _side(_("width (cm)"))
    height_cm = _side(_("height (cm)"))
    needs_cold = models.BooleanField(
        _("has to stay cold on the way"),
        default=False,
        help_text=_("Sent only where the delivery table has a price for it."),
    )
    sending_season = models.PositiveSmallIntegerField(_("may be sent in"), default=0)

    class Meta:
        abstract = True

    @property
    def unit_weight_g(self) -> int | None:
        """Grams that one unit weighs; None where nobody has written it."""
        return self.net_weight_g or (self.parent.net_weight_g if self.parent_id else None)

    @property
    def unit_volume_cm3(self) -> int | None:
        """Cubic centimetres that one unit takes up; None where its sides are not known."""
        for product in (self, self.parent) if self.parent_id else (self,):
            if product.length_cm:
                return product.length_cm * product.width_cm * product.height_cm
        return None

    @property
    def stays_cold(self) -> bool:
        """Whether it has to be sent cold."""
        return self.needs_cold or bool(self.parent_id and self.parent.needs_cold)

    @property
    def months_to_send(self) -> int:
        """The months in which it may be sent, as `season` keeps them; 0 is all year."""
        return self.sending_season or (self.parent.sending_season if self.parent_id else 0)

    @property
    def sending_season_words(self) -> str:
        """Those months in the reader's language; nothing where it is all year."""
        return season.in_words(self.months_to_send)


def carriage_constraints() -> list[models.CheckConstraint]:
    """What the database holds a box and its months to."""
    unknown = Q(**{f"{side}__isnull": True for side in SIDES})
    known = Q(**{f"{side}__gte": 1 for side in SIDES}) & Q(**{f"{side}__lte": LONGEST_CM for side in SIDES})
    return [
        models.CheckConstraint(condition=unknown | known, name="catalogue_product_box_whole_or_unknown"),
        models.CheckConstraint(
            condition=Q(sending_season__lt=season.ALL_MONTHS),
            name="catalogue_product_sending_season_of_months",
        ),
    ]
