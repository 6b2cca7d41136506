"""The product's page with the components of gift sets, and what an age limit brings along."""

from oscar.apps.dashboard.catalogue import views
from oscar.apps.dashboard.catalogue.views import *  # noqa: F403

from catalog.products.models import Product
from catalog.products.operations import spread_age_limit
from shop.forks.dashboard.catalogue.gift_sets import GiftSetComponentFormSet


class ProductCreateUpdateView(views.ProductCreateUpdateView):
    """Oscar's, with one more set of rows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.formsets["component_formset"] = GiftSetComponentFormSet

    def forms_valid(self, form, formsets):
        """Saves; the variants of goods for adults, and sets that hold such, become so too."""
        answer = super().forms_valid(form, formsets)
        spread_age_limit()
        return answer


class ProductLookupView(views.ProductLookupView):
    """Finds variants, too: a gift set is made of sizes."""

    def get_queryset(self):
        """Products and variants on show."""
        return Product.objects.on_show()
