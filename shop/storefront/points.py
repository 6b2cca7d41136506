"""The store locator and the page of one sales point, the same for every visitor."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.places.models import Commune
from catalog.producers.models import Producer
from shop.assortment.point_shelves import PointShelves, on_sale_at, points_having, shelves_by_point
from shop.freshness.caching import visitors_page
from shop.points.hours import OpenState, state_of
from shop.points.hours_in_words import hours_in_words, in_words
from shop.points.locator import LocatorQuery
from shop.points.map import sketch
from shop.points.models import SalesPoint
from shop.points.schedule import schedule_of
from shop.storefront.age import of_age
from shop.storefront.point_data import point_data

PRODUCTS_PER_PAGE = 24


@dataclass(frozen=True)
class ListedPoint:
    """A point as the list shows it. Its number is its pin's on the map."""

    number: int
    point: SalesPoint
    state: OpenState
    words: str
    shelves: PointShelves


@visitors_page
@require_safe
def point_list(request):
    """/diem-ban/: list and map of the points, the nearest first where a place is given."""
    now = timezone.now()
    adults = of_age(request)
    query = LocatorQuery.from_params(request.GET, at=now, adults=adults)
    listed = _listed(query, now, adults=adults)
    communes = list(Commune.objects.all())
    context = {
        "query": query,
        "listed": listed,
        "communes": communes,
        "map": sketch(communes=communes, points=[row.point for row in listed], here=query.origin),
        "here": "" if query.here is None else "{},{}".format(*query.here),
    }
    return render(request, "points/point_list.html", context, status=400 if query.errors else 200)


def _listed(query: LocatorQuery, now: datetime, *, adults: bool) -> list[ListedPoint]:
    """The points that the query asks for, numbered."""
    points = query.points()
    if query.product:
        points = points_having(points, query.product, now)
    standing = [(point, state_of(point, now)) for point in points]
    if query.open_now:
        standing = [(point, state) for point, state in standing if state.is_open]
    shelves = shelves_by_point([point for point, _state in standing], now, adults=adults)
    return [
        ListedPoint(number, point, state, in_words(state, now), shelves[point.pk])
        for number, (point, state) in enumerate(standing, start=1)
    ]


@visitors_page
@require_safe
def point_detail(request, slug):
    """One point: where and when, how to get there, and what it has now."""
    now = timezone.now()
    point = get_object_or_404(SalesPoint.objects.for_visitors(), slug=slug)
    state = state_of(point, now)
    context = {
        "point": point,
        "state": state,
        "words": in_words(state, now),
        "hours": hours_in_words(schedule_of(point), now),
        "directions": _directions(point),
        "page_obj": _stock_page(request, point, now),
        "producers": Producer.objects.filter(commune=point.commune_id).order_by("name"),
        "structured_data": point_data(point, now),
        "trail": [(_("Sales points"), reverse("points:index")), (point.name, "")],
    }
    return render(request, "points/point_detail.html", context)


def _stock_page(request, point, now):
    """A page of what can be bought at the point."""
    number = request.GET.get("trang", "1")
    paginator = Paginator(on_sale_at(point, now, adults=of_age(request)), PRODUCTS_PER_PAGE)
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        raise Http404
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404
    return paginator.page(int(number))


def _directions(point):
    """(label, address) of the ways to let a phone lead there. Text, as a page would write a decimal comma."""
    place = f"{point.latitude:.6f},{point.longitude:.6f}"
    return [
        (_("Open in the phone's map"), f"geo:{place}?q={place}"),
        (_("Google Maps"), f"https://www.google.com/maps/dir/?api=1&destination={place}"),
        (_("Apple Maps"), f"https://maps.apple.com/?daddr={place}"),
    ]
