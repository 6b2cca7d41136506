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
from shop.machines.validity import etag


def feed(view):
    """A visitors' page that is for machines only, scripts of other sites among them."""

    @visitors_page
    @require_safe
    @wraps(view)
    def answered(request):
        response = view(request)
        response["X-Robots-Tag"] = "noindex"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


@feed
def products(request):
    """/nguon/san-pham.xml: what is on offer, in the language of the address."""
    now = timezone.now()
    return _streamed(product_feed(now, get_language()), "application/xml", now)


@feed
def stock(request):
    """/nguon/ton-kho.csv: what each open point has left."""
    now = timezone.now()
    return _streamed(stock_feed(now), "text/csv", now)


@feed
def points(request):
    """/nguon/diem-ban.geojson: the published points."""
    found = points_geojson(timezone.now())
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}, content_type="application/geo+json")


def _streamed(pieces, content_type, now):
    """Made as it is read; by its ETag who has it already is told so, and nothing is made."""
    response = StreamingHttpResponse(pieces, content_type=f"{content_type}; charset=utf-8")
    response["ETag"] = etag(now)
    return response
