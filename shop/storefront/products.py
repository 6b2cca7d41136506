"""The page of one product, the same for every visitor."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.products.models import Category
from shop.assortment.queries import on_show, photographs_of, shelves_of
from shop.freshness.caching import visitors_page
from shop.fulfilment.delivery import usual_fees
from shop.storefront.structured_data import product_data


@visitors_page
@require_safe
def product_detail(request, product_slug, pk):
    """One product: stars and certificate, maker, origin, weight, price, and where it stands."""
    product = on_show(timezone.now()).filter(pk=pk).prefetch_related("categories").first()
    if product is None:
        raise Http404
    if product.slug != product_slug:
        return redirect(product.get_absolute_url(), permanent=True)
    fee_in_province, fee_elsewhere = usual_fees()
    context = {
        "product": product,
        "certificate": next(iter(product.certificates_in_force), None),
        "lapsed": _lapsed(product),
        "group": next(iter(product.categories.all()), None),
        "photographs": photographs_of(product),
        "shelves": [shelf for shelf in shelves_of(product) if shelf.left > 0],
        "fee_in_province": fee_in_province,
        "fee_elsewhere": fee_elsewhere,
        "structured_data": product_data(request, product),
        "trail": [(_("Products"), reverse("catalogue:index")), (product.local_title, "")],
    }
    return render(request, "storefront/product_detail.html", context)


def _lapsed(product):
    """The last certificate of a product that has none in force, for "ended on …"."""
    if product.certificates_in_force:
        return None
    return product.certificates.latest_first().first()


@visitors_page
@require_safe
def group(request, category_slug, pk):
    """Oscar's address of a category leads to the list of its group."""
    category = get_object_or_404(Category, pk=pk, code__isnull=False)
    return redirect(f"{reverse('catalogue:index')}?nhom={category.code}", permanent=True)
