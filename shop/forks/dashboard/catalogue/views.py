"""The product page of the office, which puts nothing on show that does not say what it has to."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from oscar.apps.dashboard.catalogue import views
from oscar.apps.dashboard.catalogue.views import *  # noqa: F403

from catalog.products.completeness import what_is_missing
from catalog.products.models import Product
from catalog.products.operations import spread_age_limit
from shop.assortment.publishing import in_words, missing_of, published_but_incomplete
from shop.forks.dashboard.catalogue.gift_sets import GiftSetComponentFormSet


class ProductListView(views.ProductListView):
    """Oscar's; goods are looked for by the name that all of them have."""

    def apply_search(self, queryset):
        """Searches the Vietnamese names, whatever language the office reads."""
        with translation.override(settings.LANGUAGE_CODE):
            return super().apply_search(queryset)


class ProductCreateUpdateView(views.ProductCreateUpdateView):
    """Oscar's, with gift sets' components and the gate before publication (`shop.assortment.publishing`)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.formsets["component_formset"] = GiftSetComponentFormSet

    def forms_valid(self, form, formsets):
        """Saves; the variants of goods for adults, and sets that hold such, become so too."""
        answer = super().forms_valid(form, formsets)
        spread_age_limit()
        return answer

    def clean(self, form, formsets):
        """Whether product, sub-group and price together may be saved; what is missing is said beside it.

        What was on show before the rule may be saved as it is, but not with less than it said.
        """
        if not form.is_valid() or not form.cleaned_data.get("is_public"):
            return True
        missing = what_is_missing(
            form.instance,
            subgroup=formsets["category_formset"].subgroup(self.parent),
            has_price=formsets["stockrecord_formset"].has_price() or self._has_priced_variant(),
        )
        excused = self._lacked_before()
        missing = [fact for fact in missing if fact.key not in excused]
        if missing:
            self._say(form, missing)
        return not missing

    def _lacked_before(self) -> set[str]:
        """The keys of what a product that is on show already did not say; none for all others."""
        stored = None if self.creating else Product.objects.filter(pk=self.object.pk, is_public=True).first()
        return {fact.key for fact in missing_of([stored]).get(stored.pk, [])} if stored else set()

    def _has_priced_variant(self):
        return (
            bool(self.object and self.object.pk)
            and self.object.children.filter(stockrecords__price__isnull=False).exists()
        )

    def _say(self, form, missing):
        words = _("It cannot be public yet. Missing: %(missing)s.") % {"missing": in_words(missing)}
        form.add_error("is_public", words)
        for fact in missing:
            if fact.field in form.fields:
                form.add_error(fact.field, _("Needed before the product is public."))


class ProductLookupView(views.ProductLookupView):
    """Finds variants, too: a gift set is made of sizes."""

    def get_queryset(self):
        """Products and variants on show."""
        return Product.objects.on_show()


@require_safe
def incomplete_products(request):
    """Products on show that lack something that has to be said: the office's list of what to put right."""
    context = {"rows": published_but_incomplete()}
    return render(request, "oscar/dashboard/catalogue/incomplete_products.html", context)
