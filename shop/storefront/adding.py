"""The form that puts a product into the basket, which asks the database for everything once."""

from django import forms
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from oscar.apps.basket.forms import AddToBasketForm

from catalog.products.models import Product, ProductClass
from shop.forks.partner.counting import available


def goods_to_add():
    """Products as the form wants them: with what is left, their kind, and whether they have options."""
    kind = Coalesce("parent__product_class", "product_class")
    of_kind = ProductClass.options.through.objects.filter(productclass=OuterRef("kind"))
    own = Product.product_options.through.objects.filter(product=OuterRef("pk"))
    return (
        Product.objects.alias(kind=kind)
        .annotate(
            available=available(), has_product_class_options=Exists(of_kind), has_product_options=Exists(own)
        )
        .select_related("product_class", "parent__product_class")
    )


class AddForm(AddToBasketForm):
    """How many of a product, or of one of its sizes (`child_id`)."""

    def _create_parent_product_fields(self, product):
        # Oscar's list of sizes would ask for the stock of each.
        self.fields["child_id"] = forms.IntegerField(min_value=1, max_value=2**62)

    def clean_child_id(self):
        """One of its public sizes."""
        sizes = goods_to_add().filter(parent=self.parent_product, is_public=True)
        self.child_product = sizes.filter(pk=self.cleaned_data["child_id"]).first()
        if self.child_product is None:
            del self.child_product
            raise forms.ValidationError(_("Choose one of its sizes."))
        return self.child_product.pk

    def clean(self):
        """What is in the basket already counts as well."""
        if self.errors:
            return self.cleaned_data
        self.info = self.basket.strategy.fetch_for_product(self.product)
        there = sum(line.quantity for line in self.basket.all_lines() if line.product_id == self.product.pk)
        can_be, reason = self.info.availability.is_purchase_permitted(there + self.cleaned_data["quantity"])
        if not can_be:
            raise forms.ValidationError(reason)
        if not self.info.price.exists:
            raise forms.ValidationError(_("Not on sale at the moment."))
        return self.cleaned_data

    def cleaned_options(self):
        """Oscar's options; products here have none unless the office gave them some."""
        return super().cleaned_options() if self.parent_product.has_options else []
