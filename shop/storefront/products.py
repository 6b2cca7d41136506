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
from shop.assortment.aisles import aisles_among
from shop.assortment.filters import SORTS, ProductFilter
from shop.assortment.queries import on_offer, photographs_of, shelves_of
from shop.fulfilment.delivery import usual_fees
from shop.storefront.caching import visitors_page
from shop.storefront.structured_data import product_data
from shop.storefront.templatetags.shop_tags import star_words

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
    choices = _choices(now)
    context = {
        "filter": wanted,
        "errors": errors,
        "page_obj": page,
        "aisles": aisles_among(code for code, _name, _count in choices["groups"]),
        "choices": choices,
        "narrowed": _narrowed(request, wanted, choices),
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


def _query(request, *, without="trang"):
    """The filters of this address, for links to its other pages, or to fewer filters."""
    params = request.GET.copy()
    for name in {"trang", without}:
        params.pop(name, None)
    return params.urlencode()


def _narrowed(request, wanted, choices):
    """(words, query string without it) of each filter in use, so that each can be taken away."""
    words = {
        "stars": star_words(wanted.stars) if wanted.stars else "",
        "group": _name_of(wanted.group, choices["groups"]),
        "producer": _name_of(wanted.producer, choices["producers"]),
        "commune": _name_of(wanted.commune, choices["communes"]),
    }
    return [(name, _query(request, without=NAMES[field])) for field, name in words.items() if name]


def _name_of(value, choices):
    return next((name for key, name, _count in choices if key == value), value)


def _choices(at: datetime) -> dict:
    """What can be chosen, with the number of products behind each choice."""
    public = Product.objects.browsable()
    stars = on_offer(at).filter(stars__isnull=False).order_by("-stars")
    groups = Category.objects.filter(product__in=public, code__isnull=False).order_by("path")
    return {
        "stars": stars.values_list("stars").annotate(count=Count("pk")),
        "groups": list(groups.annotate(count=Count("product")).values_list("code", "name", "count")),
        "producers": list(_with_products(Producer.objects, public).values_list("slug", "name", "count")),
        "communes": list(_with_products(Commune.objects, public).values_list("code", "name", "count")),
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
    now = timezone.now()
    product = on_offer(now).filter(pk=pk).prefetch_related("categories").first()
    if product is None:
        raise Http404
    if product.slug != product_slug:
        return redirect(product.get_absolute_url(), permanent=True)
    fee_in_province, fee_elsewhere = usual_fees()
    group = next(iter(product.categories.all()), None)
    context = {
        "product": product,
        "certificate": next(iter(product.certificates_in_force), None),
        "lapsed": _lapsed(product),
        "group": group,
        **_of_the_label(product, group, now),
        "photographs": photographs_of(product),
        "shelves": [shelf for shelf in shelves_of(product) if shelf.left > 0],
        "fee_in_province": fee_in_province,
        "fee_elsewhere": fee_elsewhere,
        "structured_data": product_data(request, product),
        "trail": [(_("Products"), reverse("catalogue:index")), (product.title, "")],
    }
    return render(request, "storefront/product_detail.html", context)


def _of_the_label(product, group, now):
    """How the label's facts are shown: crafts have a material, and a season may be another than now."""
    facts = ("net_weight_g", "size_text", "ingredients", "quality", "usage", "storage", "shelf_life", "upc")
    return {
        "is_craft": bool(group and group.code and group.code.startswith("IV.")),
        "out_of_season": not product.in_season(timezone.localtime(now).month),
        "has_label": any(getattr(product, fact) for fact in (*facts, "warnings", "responsible_party")),
    }


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
