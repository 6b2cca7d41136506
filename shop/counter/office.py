"""/quay/van-phong/: the office's view of all points at once, and of every product over all points."""

from dataclasses import dataclass
from functools import wraps

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Sum
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.text import having_words
from shop.counter import scanned
from shop.counter.access import for_counter_staff, is_office
from shop.counter.attention import Attention, attention
from shop.forks.partner.models import Partner, StockRecord
from shop.fulfilment.models import Fulfilment
from shop.warehouse.models import StockTake
from shop.warehouse.overview import in_need, kept_products, standing_still, stock_of

GOODS_PER_PAGE = 30
SHOWN = {
    "": _("All goods"),
    "thieu": _("Some point runs short"),
    "dung-yen": _("Nothing sold for 60 days"),
}


@dataclass(frozen=True)
class PointRow:
    """One point on the office's screen."""

    point: Partner
    attention: Attention | None
    waiting: int
    #: When the first of its new orders has to be confirmed.
    deadline: object
    units: int
    #: When its last count ended; None where it never counted.
    counted_at: object


def for_office(view):
    """Lets in the office; for anybody else of the counter the page is not there."""

    @for_counter_staff
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_office(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_office
def points(request):
    """All points: orders that wait, what wants a look, how much there is, when it was last counted."""
    now = timezone.now()
    context = {"rows": _rows(request.points, timezone.localdate(now)), "now": now}
    return render(request, "counter/office_points.html", context)


def _rows(partners, day):
    looks = {each.point.pk: each for each in attention(partners, day)}
    open_parcels = Fulfilment.objects.open().order_by().values_list("partner")
    waiting = dict(open_parcels.annotate(parcels=Count("pk")))
    new = Fulfilment.objects.filter(status=Fulfilment.Status.NEW).order_by().values_list("partner")
    deadlines = dict(new.annotate(first=Min("confirm_by")))
    units = dict(StockRecord.objects.order_by().values_list("partner").annotate(units=Sum("num_in_stock")))
    closed = StockTake.objects.filter(state=StockTake.State.CLOSED).order_by().values_list("partner")
    counted = dict(closed.annotate(last=Max("ended_at")))
    return [
        PointRow(
            point=partner,
            attention=looks.get(partner.pk),
            waiting=waiting.get(partner.pk, 0),
            deadline=deadlines.get(partner.pk),
            units=units.get(partner.pk, 0),
            counted_at=counted.get(partner.pk),
        )
        for partner in partners
    ]


@require_safe
@for_office
def goods(request):
    """Every product over all points: how long it lasts, what could be moved or ordered, and why."""
    shown, typed, now = request.GET.get("loc", ""), scanned.typed(request), timezone.now()
    if shown not in SHOWN:
        raise Http404
    page = Paginator(_chosen(shown, typed, now), GOODS_PER_PAGE).get_page(request.GET.get("trang"))
    names = {point.pk: point.name for point in request.points}
    context = {
        "page_obj": page,
        "stocks": stock_of(list(page), now),
        "names": names,
        "typed": typed,
        "kept": {"loc": shown},
        "shown": shown,
        "choices": SHOWN.items(),
        "query": urlencode({name: value for name, value in (("loc", shown), ("q", typed)) if value}),
    }
    return render(request, "counter/office_goods.html", context)


def _chosen(shown, typed, now):
    products = kept_products()
    if shown == "thieu":
        products = in_need(products, now)
    elif shown == "dung-yen":
        products = standing_still(products, now)
    code = scanned.read(typed)
    if code.names_goods:
        return products.filter(code.product())
    return having_words(products, typed, "title", "parent__title")
