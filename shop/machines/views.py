"""/nguon/: the feeds, the same for everybody, for machines alone: no search engine shows them as pages."""

from functools import wraps

from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shop.freshness.caching import visitors_page
from shop.machines.points import points_geojson
from shop.machines.product_feed import product_feed
from shop.machines.stock_feed import stock_feed


def feed(view):
    """A visitors' page that is for machines only."""

    @visitors_page
    @require_safe
    @wraps(view)
    def answered(request):
        response = view(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


@feed
def products(request):
    """/nguon/san-pham.xml: what is on offer, in the language of the address."""
    pieces = product_feed(timezone.now(), get_language())
    return StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")


@feed
def stock(request):
    """/nguon/ton-kho.csv: what each open point has left."""
    return StreamingHttpResponse(stock_feed(timezone.now()), content_type="text/csv; charset=utf-8")


@feed
def points(request):
    """/nguon/diem-ban.geojson: the published points."""
    found = points_geojson()
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}, content_type="application/geo+json")
