"""The list of products: by words, stars, group, maker, place, price and stock; the same for every visitor."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.search.question import Answer, Closeness
from catalog.text import collated
from shop.assortment.aisles import aisles_among
from shop.assortment.cards import cards_of
from shop.assortment.filters import PRICE_BANDS, ProductFilter
from shop.assortment.index import index, name_of
from shop.freshness.caching import visitors_page
from shop.payments.money import format_dong
from shop.storefront.age import of_age
from shop.storefront.list_addresses import public_state
from shop.storefront.paging import is_page_number, page_asked
from shop.storefront.templatetags.shop_tags import star_words

PRODUCTS_PER_PAGE = 24
#: Makers that the filter names; others are found by the search, or on their own page.
MAKERS_SHOWN = 20
NAMES = {
    "words": "q",
    "stars": "sao",
    "group": "nhom",
    "producer": "chu-the",
    "commune": "xa",
    "point": "diem-ban",
    "price_from": "gia-tu",
    "price_to": "gia-den",
    "in_stock": "con-hang",
    "in_season": "dang-mua",
    "sort": "sap-xep",
}


@visitors_page
@require_safe
def product_list(request):
    """/san-pham/: all products, or those that fit."""
    now, adults = timezone.now(), of_age(request)
    wanted = ProductFilter.from_params(request.GET, NAMES, now)
    answer, page, page_error = _asked(wanted, request.GET.get("trang", "1"), now, adults)
    errors = dict(wanted.errors)
    if page_error:
        errors["trang"] = page_error
    page.object_list = cards_of(answer)
    choices = Choices(answer, wanted)
    context = {
        "filter": wanted,
        "errors": errors,
        "page_obj": page,
        "is_mended": answer.closeness is Closeness.MENDED,
        "is_partial": answer.closeness is Closeness.PARTIAL,
        "aisles": aisles_among(answer.counts["group"]),
        "choices": choices,
        "narrowed": _narrowed(request, wanted, choices),
        "query": _query(request),
        "without_price": _query(request, without=[NAMES["price_from"], NAMES["price_to"]]),
        "sorts": _sort_labels(wanted),
        "public_state": public_state(wanted, page.number, NAMES),
        "of_age": adults,
    }
    return render(request, "storefront/product_list.html", context, status=400 if errors else 200)


def _asked(wanted: ProductFilter, number: str, now, adults: bool) -> tuple[Answer, Page, str]:
    """The answer with its page; the first page, and why, where there is none of that number."""
    at = max(int(number), 1) if is_page_number(number) else 1
    asked = {"limit": PRODUCTS_PER_PAGE, "adults": adults}
    answer = wanted.answer(now, offset=(at - 1) * PRODUCTS_PER_PAGE, **asked)
    page, error = page_asked(Paginator(range(answer.total), PRODUCTS_PER_PAGE), number)
    if page.number != at:
        answer = wanted.answer(now, offset=0, **asked)
    return answer, page, error


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many products it would leave under all other filters."""

    value: str | int
    name: str
    count: int


class Choices:
    """What can be chosen. A value that is in use is there even where nothing is left of it."""

    def __init__(self, answer: Answer, wanted: ProductFilter):
        self._answer, self._wanted = answer, wanted
        self.stars = [
            Choice(n, star_words(n), c) for n, c in sorted(self._counts("stars").items(), reverse=True)
        ]
        self.groups = self._named("group", by=lambda label: label["place"])
        self.communes = self._named("commune")
        self.points = self._named("point")
        self.producers = self._named("producer", most=MAKERS_SHOWN)
        self.in_stock = self._counts("in_stock").get(1, 0)
        self.in_season = self._counts("in_season").get(1, 0)
        self.prices = [
            PriceBand(low, high, answer.price_counts[low])
            for low, high in zip(PRICE_BANDS, [*PRICE_BANDS[1:], None], strict=True)
            if answer.price_counts.get(low)
        ]

    def name_of(self, facet: str, value: str) -> str:
        """What a value in use is called."""
        label = index.labels_of(facet, [value]).get(value)
        return name_of(label) if label else value

    def _counts(self, facet):
        counts = dict(self._answer.counts[facet])
        if facet in self._wanted.facets:
            counts.setdefault(self._wanted.facets[facet], self._answer.total)
        return counts

    def _named(self, facet, *, by=lambda label: collated(name_of(label)), most=None):
        counts = self._counts(facet)
        if most and len(counts) > most:
            kept = sorted(counts, key=lambda value: (value != self._wanted.facets.get(facet), -counts[value]))
            counts = {value: counts[value] for value in kept[:most]}
        labels = index.labels_of(facet, counts)
        named = sorted(labels, key=lambda value: by(labels[value]))
        return [Choice(value, name_of(labels[value]), counts[value]) for value in named]


@dataclass(frozen=True)
class PriceBand:
    """From `low` to below `high` đồng (None: no end), and how many products cost that."""

    low: int
    high: int | None
    count: int

    @property
    def last(self) -> int | str:
        """The highest price in it, as the filter wants it."""
        return self.high - 1 if self.high else ""

    @property
    def name(self) -> str:
        """In words."""
        return price_words(self.low, self.high)


def price_words(low: int | None, high: int | None) -> str:
    """A range of prices in words; bounds in đồng, or None."""
    if not low:
        return _("Below %(price)s") % {"price": format_dong(high)}
    if not high:
        return _("From %(price)s") % {"price": format_dong(low)}
    return f"{format_dong(low)} – {format_dong(high)}"


def _query(request, *, without=()):
    """The filters of this address, for links to its other pages, or to fewer filters."""
    params = request.GET.copy()
    for name in {"trang", *without}:
        params.pop(name, None)
    for name in [name for name, value in params.items() if not value]:
        del params[name]
    return params.urlencode()


def _narrowed(request, wanted, choices):
    """(words, query string without it) of each filter in use, so that each can be taken away."""
    words = {
        "stars": star_words(wanted.stars) if wanted.stars else "",
        **{facet: value and choices.name_of(facet, value) for facet, value in _by_name(wanted)},
        "in_stock": _("In stock") if wanted.in_stock else "",
        "in_season": _("In season") if wanted.in_season else "",
    }
    found = [(name, _query(request, without=[NAMES[field]])) for field, name in words.items() if name]
    if wanted.price_from is not None or wanted.price_to is not None:
        rest = _query(request, without=[NAMES["price_from"], NAMES["price_to"]])
        found.append((price_words(wanted.price_from, _shown_end(wanted.price_to)), rest))
    return found


def _shown_end(price_to):
    """A band ends one dong below the next, and is named after that; what people typed is shown as it is."""
    return price_to + 1 if price_to is not None and price_to + 1 in PRICE_BANDS else price_to


def _by_name(wanted):
    return [(facet, getattr(wanted, facet)) for facet in ("group", "producer", "commune", "point")]


def _sort_labels(wanted):
    labels = {
        "relevance": _("Best match first"),
        "stars": _("Most stars first"),
        "name": _("By name"),
        "price": _("Cheapest first"),
        "-price": _("Dearest first"),
        "newest": _("Newest first"),
    }
    return [(sort, label) for sort, label in labels.items() if sort != "relevance" or wanted.words]
