"""What the label of a product says (decree 43/2017 on labels, Consumer Law 2023 art. 37): the columns for it.

Abstract, so that the product itself stays a page long. Which of them a product must have depends on its group
(`completeness`). Texts among them are in two languages: `translation`.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from oscar.models.fields import NullCharField

from catalog.products import season
from catalog.products.gtin import LENGTHS, validate_gtin
from catalog.text import NFCCharField, NFCTextField

#: Longer than anything keeps, and what the database refuses to go beyond.
LONGEST_SHELF_LIFE = 3_650


class Label(models.Model):
    """The label's facts, and where and when the product may be had."""

    class ShelfLifeUnit(models.TextChoices):
        DAY = "day", _("days")
        MONTH = "month", _("months")

    class ShipsTo(models.TextChoices):
        EVERYWHERE = "everywhere", _("everywhere")
        PROVINCE = "province", _("within the province only")
        PICK_UP = "pick_up", _("pick-up at a sales point only")

    upc = NullCharField(
        _("bar code (GTIN)"),
        max_length=14,
        blank=True,
        null=True,
        unique=True,
        validators=[validate_gtin],
        help_text=_("The 8, 12, 13 or 14 digits under the bars; empty where there is none."),
    )
    net_weight_g = models.PositiveIntegerField(
        _("net weight (grams)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50_000)],
    )
    size_text = NFCCharField(
        _("size or volume"),
        max_length=80,
        blank=True,
        help_text=_("As people say it: 500 ml, 45 x 180 cm, 8 x 12 cm."),
    )
    ingredients = NFCTextField(
        _("ingredients, or material"),
        blank=True,
        help_text=_("In the order of the label; of crafts what they are made of."),
    )
    quality = NFCCharField(
        _("quality"),
        max_length=250,
        blank=True,
        help_text=_("The standard that it is made to, its grade or the main figures on the label."),
    )
    usage = NFCTextField(
        _("use"), blank=True, help_text=_("How it is prepared, eaten, worn or looked after.")
    )
    storage = NFCTextField(_("storage"), blank=True)
    warnings = NFCTextField(_("warnings"), blank=True, help_text=_("Allergens, who should not take it."))
    # As the label says it: "12 months" is not 365 days, and a lot's use-by date counts by the calendar.
    shelf_life = models.PositiveSmallIntegerField(
        _("shelf life"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_SHELF_LIFE)],
    )
    shelf_life_unit = models.CharField(
        _("shelf life in"), max_length=5, choices=ShelfLifeUnit, default=ShelfLifeUnit.MONTH
    )
    responsible_party = NFCCharField(
        _("responsible for the goods"),
        max_length=250,
        blank=True,
        help_text=_(
            "Name and address on the label, where it is not the producer or its address is not known."
        ),
    )
    label_is_sample = models.BooleanField(
        _("label facts are samples"),
        default=False,
        help_text=_("Shown as such: they stand in until the real label has been read."),
    )
    season = models.PositiveSmallIntegerField(_("season"), default=0)
    ships_to = models.CharField(_("may be sent"), max_length=10, choices=ShipsTo, default=ShipsTo.EVERYWHERE)

    class Meta:
        abstract = True

    @property
    def season_months(self) -> list[int]:
        """The months (1 to 12) of its season; none where it is there all year."""
        return season.months_of(self.season)

    @property
    def season_words(self) -> str:
        """Those months in words; nothing where it is there all year."""
        return season.in_words(self.season)

    @property
    def shelf_life_words(self) -> str:
        """`12 months`; nothing where it is not said."""
        if not self.shelf_life:
            return ""
        words = {
            self.ShelfLifeUnit.DAY: ngettext("%(count)d day", "%(count)d days", self.shelf_life),
            self.ShelfLifeUnit.MONTH: ngettext("%(count)d month", "%(count)d months", self.shelf_life),
        }
        return words[self.shelf_life_unit] % {"count": self.shelf_life}

    def in_season(self, month: int) -> bool:
        """Whether it is made or picked in this month (1 to 12)."""
        return not self.season or bool(self.season & season.bit_of(month))

    def may_be_sent(self, *, in_province: bool) -> bool:
        """Whether a parcel with it may go to an address within the province, or elsewhere."""
        if self.sending_limit == self.ShipsTo.PROVINCE:
            return in_province
        return self.sending_limit != self.ShipsTo.PICK_UP

    @property
    def sending_limit(self) -> str:
        """Its own limit, or that of the product that it is a variant of, whichever is narrower."""
        limits = [self.ships_to, self.parent.ships_to] if self.parent_id else [self.ships_to]
        return max(limits, key=self.ShipsTo.values.index)


def label_constraints() -> list[models.CheckConstraint]:
    """What the database holds a label to. A check digit is for Python: SQL has no sane way to say it."""
    weight = models.Q(net_weight_g__gte=1, net_weight_g__lte=50_000)
    life = models.Q(shelf_life__gte=1, shelf_life__lte=LONGEST_SHELF_LIFE)
    return [
        models.CheckConstraint(
            condition=models.Q(net_weight_g__isnull=True) | weight,
            name="catalogue_product_net_weight_1_to_50000_g",
        ),
        models.CheckConstraint(
            condition=models.Q(shelf_life__isnull=True) | life, name="catalogue_product_shelf_life"
        ),
        models.CheckConstraint(
            condition=models.Q(upc__isnull=True) | models.Q(In(Length("upc"), LENGTHS)),
            name="catalogue_product_gtin_length",
        ),
        models.CheckConstraint(
            condition=models.Q(season__lt=season.ALL_MONTHS), name="catalogue_product_season_of_months"
        ),
        models.CheckConstraint(
            condition=models.Q(ships_to__in=Label.ShipsTo.values), name="catalogue_product_ships_to_known"
        ),
    ]
