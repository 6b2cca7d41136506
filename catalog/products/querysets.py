"""Which products are on show, and where they belong."""

from django.db import models
from django.db.models import F, Prefetch, Q
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet


class ProductQuerySet(OscarProductQuerySet):
    """Oscar's product queries and ours; they chain."""

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

    def by_size(self):
        """Variants as they stand beside each other: the lightest first."""
        return self.order_by(F("net_weight_g").asc(nulls_last=True), "pk")

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
