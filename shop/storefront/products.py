"""The list of products and the page of one, the same for every visitor."""

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.models import Category, Product
from shop.assortment.filters import SORTS, ProductFilter
from shop.assortment.queries import on_offer, photographs_of, shelves_of
from shop.storefront.caching import visitors_page
from shop.storefront.structured_data import product_data

PRODUCTS_PER_PAGE = 24
NAMES = {
    "stars": "sao",
    "group": "nhom",
    "producer": "chu-the",
    "commune": "xa",
    "sort": "sap-xep",
}


@visitors_page
@require_safe
def product_list(request):
    """/san-pham/: all products, narrowed by star, group, producer and commune."""
    now = timezone.now()
    wanted = ProductFilter.from_params(request.GET, NAMES)
    page, page_error = _page(wanted.products(now), request.GET.get("trang", "1"))
    errors = dict(wanted.errors)
    if page_error:
        errors["trang"] = page_error
    context = {
        "filter": wanted,
        "errors": errors,
        "page_obj": page,
        "choices": _choices(now),
        "query": _query(request),
        "sorts": _sort_labels(),
    }
    return render(request, "storefront/product_list.html", context, status=400 if errors else 200)


def _page(products, number):
    paginator = Paginator(products, PRODUCTS_PER_PAGE)
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        return paginator.page(1), _("A page is a number.")
    if not 1 <= int(number) <= paginator.num_pages:
        return paginator.page(1), _("There is no such page; this is the first.")
    return paginator.page(int(number)), ""


def _query(request):
    """The filters of this address, for links to its other pages."""
    params = request.GET.copy()
    params.pop("trang", None)
    return params.urlencode()


def _choices(at: datetime) -> dict:
    """What can be chosen, with the number of products behind each choice."""
    public = Product.objects.browsable()
    stars = on_offer(at).filter(stars__isnull=False).order_by("-stars")
    groups = Category.objects.filter(product__in=public, code__isnull=False).order_by("path")
    return {
        "stars": stars.values_list("stars").annotate(count=Count("pk")),
        "groups": groups.annotate(count=Count("product")).values_list("code", "name", "count"),
        "producers": _with_products(Producer.objects, public).values_list("slug", "name", "count"),
        "communes": _with_products(Commune.objects, public).values_list("code", "name", "count"),
    }


def _with_products(rows, public):
    return rows.filter(products__in=public).annotate(count=Count("products")).order_by("name")


def _sort_labels():
    labels = {
        "stars": _("Most stars first"),
        "name": _("By name"),
        "price": _("Cheapest first"),
        "-price": _("Dearest first"),
        "newest": _("Newest first"),
    }
    return [(value, labels[value]) for value in SORTS]


@visitors_page
@require_safe
def product_detail(request, product_slug, pk):
    """One product: stars and certificate, maker, origin, weight, price, and where it stands."""
    product = on_offer(timezone.now()).filter(pk=pk).prefetch_related("categories").first()
    if product is None:
        raise Http404
    if product.slug != product_slug:
        return redirect(product.get_absolute_url(), permanent=True)
    context = {
        "product": product,
        "certificate": next(iter(product.certificates_in_force), None),
        "lapsed": _lapsed(product),
        "group": next(iter(product.categories.all()), None),
        "photographs": photographs_of(product),
        "shelves": [shelf for shelf in shelves_of(product) if shelf.left > 0],
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
