"""Dashboard forms: OCOP fields to edit; counters to look at only, since the ledger alone moves them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.catalogue import forms as oscar_forms
from oscar.apps.dashboard.catalogue.forms import *  # noqa: F403
from oscar.forms.widgets import ImageInput
from treebeard.forms import movenodeform_factory

from catalog.pictures.forms import PictureFormField
from catalog.pictures.models import Picture
from catalog.products.carriage import SIDES
from catalog.products.models import Category, ProductImage
from catalog.text_fields import OneLineField
from shop.forks.dashboard.catalogue.fields import DongField, MonthsField
from shop.forks.dashboard.catalogue.products import FIELDS, FIELDSETS
from shop.stock.operations import set_price

#: Without the editor that Oscar puts on every large field: the product page shows text, not HTML.
PLAIN_TEXT = forms.Textarea(attrs={"class": "no-widget-init", "rows": 8})
SHORT_TEXT = forms.Textarea(attrs={"class": "no-widget-init", "rows": 3})
SHORT_TEXTS = ("ingredients_", "usage_", "storage_", "warnings_")
#: What a group has beside its name and description, as in Oscar's form.
CATEGORY_FIELDS = ["image", "is_public", "exclude_from_menu", "meta_title", "meta_description"]


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


BaseCategoryForm = movenodeform_factory(
    Category,
    fields=["name_vi", "name_en", "slug", "description_vi", "description_en", *CATEGORY_FIELDS],
    exclude=["ancestors_are_public"],
    widgets={"meta_description": forms.Textarea(attrs={"class": "no-widget-init"})},
)


class CategoryForm(oscar_forms.SEOFormMixin, BaseCategoryForm):
    """Oscar's in both languages; its own also fails where the slug is taken away together with the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name_vi"].required = True
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Empty: made of the name.")

    def clean_slug(self):
        """Empty keeps the slug that there is, so that the group's address stays."""
        return self.cleaned_data["slug"] or self.instance.slug


class ProductForm(oscar_forms.ProductForm):
    """Oscar's product form with what OCOP and a label know, in both languages; texts are plain text."""

    season = MonthsField(label=_("Season"), help_text=_("When it is picked or made; none ticked: all year."))
    sending_season = MonthsField(
        label=_("May be sent in"),
        help_text=_(
            "Months in which it survives the way; none ticked: all year. Pick-up is always possible."
        ),
    )

    class Meta(oscar_forms.ProductForm.Meta):
        fields = [*FIELDS, "structure", "slug", "meta_title", "meta_description"]
        widgets = {
            **oscar_forms.ProductForm.Meta.widgets,
            **{name: PLAIN_TEXT for name in FIELDS if name.startswith("description_")},
            **{name: SHORT_TEXT for name in FIELDS if name.startswith(SHORT_TEXTS)},
        }

    #: What a variant has of its own; the rest is its parent's.
    OF_VARIANTS = {"title_vi", "title_en", "upc", "net_weight_g", *SIDES, "is_public", "structure", "slug"}

    def __init__(self, *args, parent=None, **kwargs):
        super().__init__(*args, parent=parent, **kwargs)
        self.fields["title_vi"].required = True
        if self.instance._state.adding:
            # Shown once it says what it has to, not from the first save.
            self.initial["is_public"] = False

    def delete_non_child_fields(self):
        """Leaves a variant its size, bar code, weight, box and whether it is on show."""
        for name in set(self.fields) - self.OF_VARIANTS:
            del self.fields[name]
        self.fields["title_vi"].label = _("Size")
        self.fields["title_en"].label = _("Size (English)")
        self.fields["title_vi"].help_text = _("Such as 250 g; it is written after the product's name.")

    def clean(self):
        """Alcohol stays for adults only, whatever is ticked: the sub-group decides, not the form."""
        cleaned = super().clean()
        if self.instance.is_among_alcohol():
            cleaned["age_restricted"] = True
        self._refuse_half_a_box(cleaned)
        return cleaned

    def _refuse_half_a_box(self, cleaned):
        sides = [name for name in SIDES if name in self.fields]
        unsaid = [name for name in sides if cleaned.get(name) is None and name not in self.errors]
        if 0 < len(unsaid) < len(sides):
            for name in unsaid:
                self.add_error(name, _("Write all three sides, or none of them."))

    def fieldsets(self):
        """(heading, bound fields) as the office has them at hand; attributes and addresses are elsewhere."""
        for heading, names in FIELDSETS:
            yield heading, [self[name] for name in names if name in self.fields]


class ProductImageForm(oscar_forms.ProductImageForm):
    """Oscar's, whose file becomes a Picture; another file another one, as an article may show the old."""

    original = PictureFormField(label=_("Picture"), widget=ImageInput())
    caption = OneLineField(
        label=ProductImage._meta.get_field("caption").verbose_name,
        max_length=ProductImage._meta.get_field("caption").max_length,
        required=False,
    )
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
