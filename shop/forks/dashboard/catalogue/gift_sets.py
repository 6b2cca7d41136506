"""What a gift set is made of, as rows of its form."""

from django import forms
from django.forms.models import inlineformset_factory
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue.widgets import ProductSelect

from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Product


class GiftSetComponentForm(forms.ModelForm):
    """One component and how many of it."""

    class Meta:
        model = GiftSetComponent
        fields = ["component", "quantity"]
        widgets = {"component": ProductSelect}

    def clean_component(self):
        """Raises ValidationError for what can be in no set."""
        component = self.cleaned_data["component"]
        named = {"product": component.get_title()}
        if component.pk == self.instance.gift_set_id:
            raise forms.ValidationError(_("A set cannot be a part of itself."))
        if component.is_parent:
            raise forms.ValidationError(_("%(product)s comes in several sizes; choose one of them.") % named)
        if component.components.exists():
            raise forms.ValidationError(
                _("%(product)s is a gift set; put its products here instead.") % named
            )
        return component


BaseComponentFormSet = inlineformset_factory(
    Product, GiftSetComponent, form=GiftSetComponentForm, fk_name="gift_set", extra=4
)


class GiftSetComponentFormSet(BaseComponentFormSet):
    """All components of a set; a product without any is no set."""

    def __init__(self, product_class, user, *args, **kwargs):
        super().__init__(*args, **kwargs)

    def clean(self):
        """Raises ValidationError where the product can be no set, or the set has nothing in it any more."""
        super().clean()
        kept = [f.cleaned_data for f in self.forms if getattr(f, "cleaned_data", {}).get("component")]
        kept = [data["component"] for data in kept if not data.get("DELETE")]
        if len(set(kept)) < len(kept):
            raise forms.ValidationError(_("One row a product; write how many of it are in the set."))
        if kept:
            self._refuse_what_is_no_set()
        elif self.initial_form_count() and not any(self.errors):
            raise forms.ValidationError(
                _("A gift set needs a component. To end the set, take it off the shop: “Is public”.")
            )

    def _refuse_what_is_no_set(self):
        product = self.instance
        if product.is_child or product.is_parent:
            raise forms.ValidationError(_("A product that comes in sizes is no gift set, nor is a size."))
        if product.in_sets.exists():
            raise forms.ValidationError(_("This product is part of a gift set, so it cannot be one itself."))
        if product.stockrecords.filter(num_in_stock__gt=0).exists():
            raise forms.ValidationError(
                _("This product has stock. A gift set has none of its own; make a new product for it.")
            )

    def get_unique_error_message(self, unique_check):
        """Told once, by `clean`."""
        return _("One row a product; write how many of it are in the set.")
