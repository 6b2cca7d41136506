"""A stock record has a history in the ledger, and a product has one place in the OCOP list of groups."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import formsets as oscar_formsets
from oscar.apps.dashboard.catalogue.formsets import *  # noqa: F403

from catalog.products.age import is_alcohol
from catalog.products.models import Product


class StockRecordFormSet(oscar_formsets.StockRecordFormSet):
    """Oscar's formset without deletion, and with one price and one row a point."""

    can_delete = False

    def has_price(self) -> bool:
        """Whether a row names what the product costs."""
        return any(getattr(form, "cleaned_data", {}).get("price") for form in self.forms)

    def clean(self):
        """Raises ValidationError where two rows are given different prices, or one point has two rows."""
        super().clean()
        rows = [form for form in self.forms if form.is_valid() and form.cleaned_data.get("partner")]
        prices = {form.cleaned_data["price"] for form in rows if "price" in form.changed_data}
        if len(prices) > 1:
            raise forms.ValidationError(_("A product has the same price everywhere; write one."))
        if len({form.cleaned_data["partner"] for form in rows}) < len(rows):
            raise forms.ValidationError(_("A product has one row a point; one point has two here."))


class ProductCategoryFormSet(oscar_formsets.ProductCategoryFormSet):
    """One sub-group a product; alcohol is marked as such."""

    def clean(self):
        """Raises ValidationError for a group in place of a sub-group, and for two of them."""
        super().clean()
        chosen = self._chosen()
        if len(chosen) > 1:
            raise forms.ValidationError(_("A product belongs to one sub-group only."))
        if any(category.code and "." not in category.code for category in chosen):
            raise forms.ValidationError(_("Choose a sub-group, not a whole group."))

    def save(self, commit=True):
        """Writes the sub-group; a drink with alcohol becomes one for adults only."""
        saved = super().save(commit)
        if any(is_alcohol(category.code) for category in self._chosen()):
            Product.objects.filter(pk=self.instance.pk).update(age_restricted=True)
        return saved

    def subgroup(self, parent: Product | None = None) -> str:
        """The code of the sub-group that was chosen, or that of the product that this is a variant of."""
        chosen = parent.categories.all() if parent else self._chosen()
        return next((category.code for category in chosen if category.code), "")

    def _chosen(self):
        kept = [f.cleaned_data for f in self.forms if not getattr(f, "cleaned_data", {}).get("DELETE")]
        return [data["category"] for data in kept if data.get("category")]
