"""The page of one sales point, and its poster: the same for every visitor."""

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.assortment.point_shelves import goods_at
from shop.assortment.shelf_facts import facts_at
from shop.freshness.caching import visitors_page
from shop.machines.parts import absolute
from shop.machines.qr import qr_path
from shop.points.hours import state_of
from shop.points.hours_in_words import hours_in_words, in_words
from shop.points.models import SalesPoint
from shop.points.nearby import producers_near, villages_near
from shop.points.schedule import schedule_of
from shop.recognition.queries import obligations_on, recognition_on
from shop.storefront.age import of_age
from shop.storefront.paging import is_page_number
from shop.storefront.point_data import point_data

PRODUCTS_PER_PAGE = 24


@visitors_page
@require_safe
def point_detail(request, slug):
    """One point: where and when, how to get there, what it has now and what is near."""
    now = timezone.now()
    point = get_object_or_404(SalesPoint.objects.for_visitors().with_gallery(), slug=slug)
    state, today = state_of(point, now), timezone.localdate(now)
    context = {
        "point": point,
        "state": state,
        "words": in_words(state, now),
        "hours": hours_in_words(schedule_of(point), now),
        "directions": _directions(point),
        "recognition": recognition_on(point=point, day=today),
        "keep_until": obligations_on(points=[point], day=today).get(point.pk),
        "page_obj": _stock_page(request, point, now),
        "producers": producers_near(point),
        "villages": villages_near(point),
        "structured_data": point_data(point, now),
        "trail": [(_("Sales points"), reverse("points:index")), (point.name, "")],
    }
    return render(request, "points/point_detail.html", context)


@visitors_page
@require_safe
def poster(request, slug):
    """A sheet to hang up: name, hours, and a code that leads to the point's page in the sheet's language."""
    now = timezone.now()
    point = get_object_or_404(SalesPoint.objects.for_visitors(), slug=slug)
    address = absolute(point.get_absolute_url())
    context = {
        "point": point,
        "hours": hours_in_words(schedule_of(point), now),
        "address": address,
        "qr": qr_path(address),
        "trail": [
            (_("Sales points"), reverse("points:index")),
            (point.name, point.get_absolute_url()),
            (_("Poster"), ""),
        ],
    }
    return render(request, "points/poster.html", context)


def _stock_page(request, point, now) -> Page:
    """A page of what can be bought: (card, facts of its shelf). Raises Http404 where there is none."""
    number = request.GET.get("trang", "1")
    if not (is_page_number(number) and int(number)):
        raise Http404
    offset = (int(number) - 1) * PRODUCTS_PER_PAGE
    goods = goods_at(point, now, offset=offset, limit=PRODUCTS_PER_PAGE, adults=of_age(request))
    if offset and offset >= goods.count:
        raise Http404
    page = Paginator(range(goods.count), PRODUCTS_PER_PAGE).page(int(number))
    facts = facts_at(point, [card.pk for card in goods.cards])
    page.object_list = [(card, facts.get(card.pk)) for card in goods.cards]
    return page


def _directions(point):
    """(label, address) of the ways to let a phone lead there. Text, as a page would write a decimal comma."""
    place = f"{point.latitude:.6f},{point.longitude:.6f}"
    return [
        (_("Open in the phone's map"), f"geo:{place}?q={place}"),
        (_("Google Maps"), f"https://www.google.com/maps/dir/?api=1&destination={place}"),
        (_("Apple Maps"), f"https://maps.apple.com/?daddr={place}"),
    ]
