"""Dashboard forms: OCOP fields to edit; counters to look at only, since the ledger alone moves them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as oscar_forms
from oscar.apps.dashboard.catalogue.forms import *  # noqa: F403
from oscar.forms.widgets import ImageInput

from catalog.pictures.forms import PictureFormField
from catalog.pictures.models import Picture
from catalog.products.models import ProductImage
from shop.forks.dashboard.catalogue.fields import DongField
from shop.stock.operations import set_price

#: Without the editor that Oscar puts on every large field: the product page shows text, not HTML.
PLAIN_TEXT = forms.Textarea(attrs={"class": "no-widget-init", "rows": 8})


class StockRecordForm(oscar_forms.StockRecordForm):
    """A partner's record of a product: on hand is shown, the price is every record's."""

    price = DongField(label=_("Price (đồng)"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("num_in_stock", "price_currency"):
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].required = False
        if self.instance.pk:
            self.fields["partner"].disabled = True

    def save(self, commit=True):
        """Writes what was changed, and a changed price to all the product's records.

        Never the whole record: its counters may have moved since the form read them.
        """
        record = super().save(commit=False)
        if not commit:
            return record
        written = None if record._state.adding else [*self.changed_data, "date_updated"]
        record.save(update_fields=written)
        if "price" in self.changed_data:
            set_price(product=record.product, price=int(record.price))
        return record


class CategoryForm(oscar_forms.CategoryForm):
    """Oscar's, whose page fails where the slug is taken away together with the name."""

    def clean_slug(self):
        """Empty keeps the slug that there is, so that the group's address stays."""
        return self.cleaned_data["slug"] or self.instance.slug


class ProductForm(oscar_forms.ProductForm):
    """Oscar's product form with the maker, the origin and the weight; descriptions are plain text."""

    class Meta(oscar_forms.ProductForm.Meta):
        fields = [
            *oscar_forms.ProductForm.Meta.fields,
            "title_en",
            "description_en",
            "producer",
            "commune",
            "origin_text",
            "net_weight_g",
            "age_restricted",
            "illustration",
        ]
        widgets = {
            **oscar_forms.ProductForm.Meta.widgets,
            "description": PLAIN_TEXT,
            "description_en": PLAIN_TEXT,
        }

    #: What a variant has of its own; the rest is its parent's.
    OF_VARIANTS = {"title", "title_en", "upc", "net_weight_g", "is_public", "structure", "slug"}

    def delete_non_child_fields(self):
        """Leaves a variant its size, bar code, weight and whether it is on show."""
        for name in set(self.fields) - self.OF_VARIANTS:
            del self.fields[name]
        self.fields["title"].required = True
        self.fields["title"].label = _("Size")
        self.fields["title_en"].label = _("Size (English)")
        self.fields["title"].help_text = _("Such as 250 g; it is written after the product's name.")


class ProductImageForm(oscar_forms.ProductImageForm):
    """Oscar's, whose file becomes a Picture; another file another one, as an article may show the old."""

    original = PictureFormField(label=_("Picture"), widget=ImageInput())
    field_order = ["original", "caption", "display_order"]

    class Meta(oscar_forms.ProductImageForm.Meta):
        model = ProductImage
        fields = ["product", "caption", "display_order"]

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        if instance and instance.pk:
            initial = {"original": instance.original, **(initial or {})}
        super().__init__(*args, instance=instance, initial=initial or {}, **kwargs)

    def save(self, commit=True):
        """Stores the picture, which makes its sizes, and then its place at the product."""
        image = self.instance
        if "original" in self.changed_data:
            title = self.cleaned_data["caption"] or image.product.title
            file = self.cleaned_data["original"]
            image.picture = Picture.objects.create(
                title=title, description=self.cleaned_data["caption"], file=file
            )
        return super().save(commit)
