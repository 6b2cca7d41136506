"""Which products are on show, and where they belong."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import get_language
from modeltranslation.manager import rewrite_lookup_key
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalog.products.season import bit_of


def by_name(*, descending=False):
    """What orders products by the name that the reader sees: the Vietnamese one where there is no English."""
    names = [F("title_vi")]
    if (language := get_language()) and language != settings.MODELTRANSLATION_DEFAULT_LANGUAGE:
        names.insert(0, NullIf(F(f"title_{language}"), Value("")))
    name = Coalesce(*names) if len(names) > 1 else names[0]
    return name.desc() if descending else name.asc()


class ProductQuerySet(OscarProductQuerySet):
    """Oscar's product queries and ours; they chain."""

    def update(self, **values):
        """Keeps a text's plain column as the Vietnamese one is, for queries that start at other models."""
        if not self._rewrite:
            return super().update(**values)
        told = {rewrite_lookup_key(self.model, key): self._rewrite_f(value) for key, value in values.items()}
        vietnamese = {key.removesuffix("_vi"): value for key, value in told.items() if key.endswith("_vi")}
        plain = {key: "" if value is None else value for key, value in vietnamese.items()}
        return super(ProductQuerySet, self.rewrite(False)).update(**plain, **told)

    update.alters_data = True

    def in_group(self, code: str):
        """Those of a group ("I") or sub-group ("I.5a"). A group holds all its sub-groups."""
        if "." in code:
            return self.filter(categories__code=code)
        return self.filter(categories__code__startswith=f"{code}.")

    def sold(self):
        """Whatever a basket may hold: of what is on show, a variant rather than its parent."""
        return self.on_show().exclude(structure=self.model.PARENT)

    def on_show(self):
        """What visitors may ask for by name: public products, and the public variants of such."""
        public = self.filter(is_public=True).filter(Q(parent=None) | Q(parent__is_public=True))
        return public.select_related("parent")

    def for_everyone(self):
        """Without what is for adults only (Law 44/2019): alcohol in any of its sizes, and sets that hold it.

        What is shown to somebody who has not passed the age gate starts here. What marks forgot (a set that
        nobody marked after its component) is left out too.
        """
        return self.exclude(self._is_for_adults())

    def for_adults(self):
        """What `for_everyone` leaves out."""
        return self.filter(self._is_for_adults())

    def with_age_limit(self):
        """With `is_for_adults`, for who shows both kinds."""
        return self.annotate(
            is_for_adults=ExpressionWrapper(self._is_for_adults(), output_field=BooleanField())
        )

    def _is_for_adults(self):
        sizes = self.model._base_manager.filter(parent=OuterRef("pk"), age_restricted=True)
        parts = self.model._meta.get_field("components").related_model.objects
        held = parts.filter(gift_set=OuterRef("pk")).filter(
            Q(component__age_restricted=True) | Q(component__parent__age_restricted=True)
        )
        marked = Q(age_restricted=True) | Q(parent__isnull=False, parent__age_restricted=True)
        return marked | Exists(sizes) | Exists(held)

    def by_size(self):
        """Variants as they stand beside each other: the lightest first."""
        return self.order_by(F("net_weight_g").asc(nulls_last=True), "pk")

    def in_season(self, at: datetime):
        """Those that are made or picked in the month of `at`, the ones without a season included."""
        bit = bit_of(timezone.localtime(at).month)
        asked = self.alias(of_this_month=F("season").bitand(bit))
        return asked.filter(Q(season=0) | Q(of_this_month=bit))

    def with_picture(self):
        """With the first photograph of each, for `Product.picture`; one query for all of them."""
        return self.prefetch_related(self.first_images())

    def first_images(self) -> Prefetch:
        """What brings that photograph to products that another query has loaded."""
        images = self.model._meta.get_field("images").related_model.objects
        first = images.order_by("display_order", "pk")[:1]
        return Prefetch("images", queryset=first, to_attr="first_images")


class ProductImageManager(models.Manager):
    """A product's photographs, always with their pictures: nobody wants one without the other."""

    def get_queryset(self):
        return super().get_queryset().select_related("picture")
