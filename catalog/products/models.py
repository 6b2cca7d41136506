"""The product as OCOP knows it; everything else about it is Oscar's.

Groups and sub-groups of decision 148/QĐ-TTg are Oscar categories, known by their code ("I", "I.5a").
A product belongs to one sub-group. Names and texts are in two languages (`translation`): `title` is read in
the reader's, and written in the columns `title_vi` and `title_en`.
"""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage

from catalog.pictures.models import Picture
from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.age import ALCOHOL
from catalog.products.carriage import Carriage, carriage_constraints
from catalog.products.fields import FileOfPicture
from catalog.products.gift_sets import GiftSetComponent  # noqa: F401 - Django finds the model here
from catalog.products.illustrations import ILLUSTRATIONS
from catalog.products.label import Label, label_constraints
from catalog.products.querysets import ProductImageManager, ProductQuerySet
from catalog.products.vat import Taxed, vat_constraints
from catalog.text import NFCCharField, NFCTextField, nfc


class Product(Label, Carriage, Taxed, AbstractProduct):
    """One thing that the shop sells. Stars are never kept here: they come from certificates in force."""

    class WhenLapsed(models.TextChoices):
        SELL_ON = "sell_on", _("sell on as a specialty, without stars")
        WITHDRAW_FROM_SALE = "withdraw_from_sale", _("withdraw from sale")

    title = NFCCharField(_("name"), max_length=255, blank=True)
    description = NFCTextField(_("description"), blank=True)
    producer = models.ForeignKey(
        Producer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("producer"),
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("commune of origin"),
        help_text=_("Today's unit. Empty where it is not known."),
    )
    origin_text = NFCCharField(
        _("origin as reported"),
        max_length=250,
        blank=True,
        help_text=_("Village, commune and district by their names of the time."),
    )
    age_restricted = models.BooleanField(
        _("for adults only"),
        default=False,
        help_text=_("Alcohol (sub-group II.1): shown, but sold at the sales points only."),
    )
    when_lapsed = models.CharField(
        _("when its certificate has lapsed"), max_length=18, choices=WhenLapsed, default=WhenLapsed.SELL_ON
    )
    illustration = models.CharField(_("illustration"), max_length=20, choices=ILLUSTRATIONS, default="basket")
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))
    confidence = models.CharField(_("confidence"), max_length=1, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        abstract = False
        constraints = [*label_constraints(), *carriage_constraints(), *vat_constraints()]

    def save(self, *args, **kwargs):
        """Slug and the plain column of a text follow the Vietnamese; what has alcohol in it is for adults."""
        self.title_vi = nfc(self.title_vi) if self.title_vi else self.title_vi
        self.age_restricted = self.age_restricted or self.is_among_alcohol()
        with translation.override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
            super().save(*args, **kwargs)

    def is_among_alcohol(self) -> bool:
        """Whether its sub-group, or that of the product that it is a variant of, is one of alcohol."""
        whose = [pk for pk in (self.pk, self.parent_id) if pk]
        groups = self._meta.get_field("categories").related_model.objects
        return bool(whose) and groups.filter(product__in=whose, code__startswith=ALCOHOL).exists()

    def __str__(self):
        return self.get_title()

    @property
    def main(self):
        """What has the page, texts, pictures and certificate: a variant's parent, else the product itself."""
        return self.parent if self.is_child else self

    @property
    def full_title(self):
        """The name in the reader's language; a variant's is its parent's and its size: "Trà X, 250 g"."""
        return ", ".join(filter(None, [self.main.title, self.is_child and self.title]))

    @property
    def has_own_stock(self) -> bool:
        """Whether it ever stands on a shelf itself; a gift set's parts do, and the sizes of a product."""
        return not self.is_parent and not self.components.exists()

    def get_title(self):
        """The Vietnamese name in full, as Oscar writes it on an order's line."""
        return ", ".join(filter(None, [self.main.title_vi, self.is_child and self.title_vi]))

    def can_be_parent(self, give_reason=False):
        """As Oscar's; no gift set has sizes, and none holds a product that has them."""
        can, reason = super().can_be_parent(give_reason=True)
        if can and self.pk and self.components.exists():
            can, reason = False, _("A gift set has no sizes.")
        elif can and self.pk and self.in_sets.exists():
            can, reason = False, _("It is part of a gift set; take it out of there first.")
        return (can, reason) if give_reason else can

    def get_absolute_url(self):
        """Its page; a variant's is its parent's with the size chosen."""
        page = super(Product, self.main).get_absolute_url()
        return f"{page}?co={self.pk}" if self.is_child else page

    @property
    def picture(self):
        """Its first photograph, where the query has brought it (`with_picture`); nothing is asked here."""
        first = next(iter(getattr(self, "first_images", ())), None)
        return first.picture if first else None


class ProductImage(AbstractProductImage):
    """A photograph of a product: its place and caption are Oscar's, the file is a Picture's."""

    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    original = FileOfPicture()

    objects = ProductImageManager()

    class Meta(AbstractProductImage.Meta):
        abstract = False

    @property
    def alt(self):
        """What is to be seen: the picture's own words, else the caption here."""
        return self.picture.description or self.caption


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.catalogue.models import *  # noqa: E402, F403
