"""The page of one product, the same for every visitor."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.products.models import Category, Product
from shop.assortment.choices import chosen_variant, parts_of, variants_of, with_sizes
from shop.assortment.single import product_on_show
from shop.delivery.beforehand import one_unit
from shop.delivery.queries import the_tariff
from shop.forks.reviews.queries import Reviews, reviews_of
from shop.freshness.caching import visitors_page
from shop.storefront.age import ask_age_for, of_age
from shop.storefront.structured_data import product_data


@visitors_page
@require_safe
def product_detail(request, product_slug, pk):
    """One product: stars and certificate, maker, origin, variants or components, and where it stands."""
    now = timezone.now()
    product = product_on_show(pk, now, adults=of_age(request))
    if product is None:
        return ask_age_for(request, pk) or redirect(_variant_or_404(pk), permanent=True)
    if product.slug != product_slug:
        return redirect(product.get_absolute_url(), permanent=True)
    variants, parts = variants_of(product), parts_of(product)
    reviews = reviews_of(product) if product.has_reviews else Reviews()
    fees = _fees(product, variants, parts)
    context = {
        "product": product,
        **{"variants": variants, "parts": parts, "reviews": reviews},
        "chosen": chosen_variant(variants, request.GET.get("co", "")),
        "certificate": next(iter(product.certificates_in_force), None),
        "lapsed": product.lapsed,
        **_of_the_label(product, variants, now),
        "shelves": with_sizes(product.places, variants),
        "fees": fees[variants[0].pk if variants else product.pk],
        "structured_data": product_data(product, variants, reviews, fees),
        "trail": [(_("Products"), reverse("catalogue:index")), (product.title, "")],
    }
    return render(request, "storefront/product_detail.html", context)


def _of_the_label(product, variants, now):
    """How the label's facts are shown: crafts have a material, and a season may be another than now."""
    facts = ("net_weight_g", "size_text", "ingredients", "quality", "usage", "storage", "shelf_life", "upc")
    return {
        "is_craft": bool(product.group and product.group.code.startswith("IV.")),
        "out_of_season": not product.in_season(timezone.localtime(now).month),
        "has_label": bool(variants)
        or any(getattr(product, fact) for fact in (*facts, "warnings", "responsible_party")),
    }


def _fees(product, variants, parts):
    """Id → what sending one costs, for the product or each of its sizes (the lightest first)."""
    tariff = the_tariff()
    return {each.pk: one_unit(each, parts, tariff=tariff) for each in variants or [product]}


def _variant_or_404(pk):
    """A variant is shown on its parent's page."""
    return get_object_or_404(Product.objects.on_show().filter(structure=Product.CHILD), pk=pk)


@visitors_page
@require_safe
def group(request, category_slug, pk):
    """Oscar's address of a category leads to the list of its group."""
    category = get_object_or_404(Category, pk=pk, code__isnull=False)
    return redirect(f"{reverse('catalogue:index')}?nhom={category.code}", permanent=True)
