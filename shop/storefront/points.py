"""The store locator, the same for every visitor: list and map of the points as equals."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.places.models import Commune
from catalog.search.question import Closeness, Question
from catalog.text import fold
from shop.assortment.cards import cards_of
from shop.assortment.index import index
from shop.assortment.point_shelves import PointGoods, goods_by_point, points_having
from shop.freshness.caching import visitors_page
from shop.points.hours import OpenState, state_of
from shop.points.hours_in_words import in_words
from shop.points.locator import Goods, LocatorQuery
from shop.points.map import sketch
from shop.points.models import SalesPoint
from shop.points.open_now import open_points
from shop.recognition.queries import recognitions_on
from shop.storefront.age import of_age
from shop.storefront.list_addresses import PublicState
from shop.storefront.paging import page_asked

#: Products offered where words do not decide.
MOST_GOODS = 8
POINTS_PER_PAGE = 24


@dataclass(frozen=True)
class ListedPoint:
    """A point as the list shows it. Its number is its pin's on the map, counted through all pages."""

    number: int
    point: SalesPoint
    state: OpenState
    words: str
    goods: PointGoods
    is_recognised: bool


@visitors_page
@require_safe
def point_list(request):
    """/diem-ban/: list and map of the points, the nearest first where a place is given."""
    now = timezone.now()
    adults = of_age(request)
    find_goods = partial(goods_named, at=now, adults=adults)
    query = LocatorQuery.from_params(request.GET, at=now, adults=adults, goods_named=find_goods)
    places, nearest = _fitting(query, now)
    page, page_error = page_asked(Paginator(places, POINTS_PER_PAGE), request.GET.get("trang", "1"))
    communes = list(Commune.objects.all())
    context = {
        "query": query,
        "page_obj": page,
        "page_error": page_error,
        "public_state": _public_state(query, page),
        "listed": _listed(query, page, now, adults=adults),
        "nearer": nearest if nearest not in places[:1] else None,
        "kinds": SalesPoint.Kind.choices,
        "communes": communes,
        "map": sketch(communes=communes, page=page, here=query.origin),
        "tiles": _tiles(query),
        "here": "" if query.here is None else "{},{}".format(*query.here),
    }
    status = 400 if query.errors or page_error else 200
    response = render(request, "points/point_list.html", context, status=status)
    if settings.MAP_TILE_URL:
        response._csp_update = {"img-src": [tile_host(settings.MAP_TILE_URL)]}
    return response


def _tiles(query):
    """Where street tiles come from, if anywhere, and the place that was asked for."""
    return {
        "url": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "here": "{:.6f},{:.6f}".format(*query.origin) if query.origin else "",
    }


def tile_host(address: str) -> str:
    """Scheme and host of a tile address, as a content security policy names them: `{s}.` is any subdomain."""
    parts = urlsplit(address.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"


def goods_named(words: str, *, at: datetime, adults: bool) -> list[Goods]:
    """The products on sale that the words may mean; one alone where it is called just so."""
    question = Question(words=words, adults=adults, loosest=Closeness.MENDED, limit=MOST_GOODS)
    cards = cards_of(index.answer(question, at))
    same = [card for card in cards if fold(words) in (fold(card.title_vi), fold(card.title_en))]
    return [Goods(card.pk, card.title) for card in (same if len(same) == 1 else cards)]


def _fitting(query, now):
    """All that fit, each as no more than its place, and the nearest of those that fit but for the product."""
    points, nearest = query.points(), None
    places = list(points.places())
    if query.open_now:
        is_open = open_points(now)
        places = [place for place in places if place.pk in is_open]
    if query.product:
        nearest = places[0] if places and query.origin else None
        having = points_having(SalesPoint.objects.all(), query.product, now)
        having = set(having.values_list("pk", flat=True))
        places = [place for place in places if place.pk in having]
    return places, nearest


def _listed(query, page, now, *, adults) -> list[ListedPoint]:
    """All that the list tells of the points of one page."""
    points = query.points().in_bulk([place.pk for place in page])
    goods = goods_by_point(points.values(), now, adults=adults)
    states = {pk: state_of(point, now) for pk, point in points.items()}
    recognised = recognitions_on(points=points.values(), day=timezone.localdate(now))
    return [
        ListedPoint(number, points[pk], states[pk], in_words(states[pk], now), goods[pk], pk in recognised)
        for number, pk in enumerate((place.pk for place in page), start=page.start_index())
        if pk in points  # One that has just been closed is in the first look alone.
    ]


def _public_state(query, page):
    """Whatever is asked for counts as the whole list; of that each page has an address of its own."""
    is_further = page.number > 1 and not query.is_narrowed
    return PublicState(f"trang={page.number}" if is_further else "", is_kept=True)
