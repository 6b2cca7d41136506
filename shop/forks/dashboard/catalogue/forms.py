"""Dashboard forms: OCOP fields to edit; counters to look at only, since the ledger alone moves them."""

from oscar.apps.dashboard.catalogue import forms as oscar_forms
from oscar.apps.dashboard.catalogue.forms import *  # noqa: F403

from shop.stock.operations import set_price


class StockRecordForm(oscar_forms.StockRecordForm):
    """A partner's record of a product: on hand is shown, the price is every record's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["num_in_stock"].disabled = True
        self.fields["num_in_stock"].required = False
        self.fields["price_currency"].disabled = True
        if self.instance.pk:
            self.fields["partner"].disabled = True

    def save(self, commit=True):
        """Writes the record, and a changed price to all the product's records."""
        record = super().save(commit)
        if commit and "price" in self.changed_data:
            set_price(product=record.product, price=record.price)
        return record


class ProductForm(oscar_forms.ProductForm):
    """Oscar's product form with the maker, the origin and the weight."""

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
