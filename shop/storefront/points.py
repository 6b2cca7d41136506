"""The store locator, the same for every visitor: list and map of the points as equals."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
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
from shop.storefront.age import of_age

#: Products offered where words do not decide.
MOST_GOODS = 8


@dataclass(frozen=True)
class ListedPoint:
    """A point as the list shows it. Its number is its pin's on the map."""

    number: int
    point: SalesPoint
    state: OpenState
    words: str
    goods: PointGoods


@dataclass(frozen=True)
class Found:
    """The points that fit, and the one that would be nearest were it not for the product."""

    listed: list[ListedPoint]
    nearer: SalesPoint | None


@visitors_page
@require_safe
def point_list(request):
    """/diem-ban/: list and map of the points, the nearest first where a place is given."""
    now = timezone.now()
    adults = of_age(request)
    find_goods = partial(goods_named, at=now, adults=adults)
    query = LocatorQuery.from_params(request.GET, at=now, adults=adults, goods_named=find_goods)
    found = _found(query, now, adults=adults)
    communes = list(Commune.objects.all())
    context = {
        "query": query,
        "found": found,
        "listed": found.listed,
        "kinds": SalesPoint.Kind.choices,
        "communes": communes,
        "map": sketch(communes=communes, points=[row.point for row in found.listed], here=query.origin),
        "tiles": {
            "url": settings.MAP_TILE_URL,
            "attribution": settings.MAP_TILE_ATTRIBUTION,
            "here": "{:.6f},{:.6f}".format(*query.origin) if query.origin else "",
        },
        "here": "" if query.here is None else "{},{}".format(*query.here),
    }
    response = render(request, "points/point_list.html", context, status=400 if query.errors else 200)
    if settings.MAP_TILE_URL:
        response._csp_update = {"img-src": [tile_host(settings.MAP_TILE_URL)]}
    return response


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


def _found(query: LocatorQuery, now: datetime, *, adults: bool) -> Found:
    """The points that the query asks for, numbered; a point without the product is not among them."""
    standing, nearest = _standing(query, now)
    goods = goods_by_point([point for point, _state in standing], now, adults=adults)
    listed = [
        ListedPoint(number, point, state, in_words(state, now), goods[point.pk])
        for number, (point, state) in enumerate(standing, start=1)
    ]
    is_nearest = nearest is None or (listed and listed[0].point == nearest)
    return Found(listed, None if is_nearest else nearest)


def _standing(query, now):
    """(point, its state) of those that fit, and the nearest of those that fit but for the product."""
    points, nearest = query.points(), None
    if query.product and query.origin and not query.open_now:
        nearest = points.prefetch_related(None).first()
    if query.product and not query.open_now:
        points = points_having(points, query.product, now)
    standing = [(point, state_of(point, now)) for point in points]
    if query.open_now:
        standing = [(point, state) for point, state in standing if state.is_open]
    if query.product and query.open_now:
        # The nearest of those that are open: so all of them had to be looked at.
        nearest = standing[0][0] if standing and query.origin else None
        having = set(points_having(query.points(), query.product, now).values_list("pk", flat=True))
        standing = [(point, state) for point, state in standing if point.pk in having]
    return standing, nearest
