"""The addresses of /api/v1/. Each reads what a page reads, and answers it as data."""

from django.db.models import Count, Q, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import NinjaAPI

from catalog.certification.querysets import on_sale
from catalog.producers.models import Producer
from shop.api import schemas
from shop.api.facets import counted
from shop.api.parameters import POINT_PARAMETERS, PRODUCT_PARAMETERS, near_asked, products_asked
from shop.api.responses import Renderer, WrongParametersError, not_found, wrong_parameters
from shop.assortment.choices import choices_of_products, with_choices
from shop.assortment.point_shelves import goods_by_point, on_sale_at
from shop.assortment.queries import offered, on_offer, public
from shop.points.hours import state_of
from shop.points.models import SalesPoint
from shop.points.schedule import TOLD_AHEAD, schedule_of

api = NinjaAPI(
    title="OCOP Điện Biên",
    version="1",
    description="Certified goods of Điện Biên and the places that sell them. Read only; nobody signs in.",
    docs_url=None,
    urls_namespace="api:v1",
    renderer=Renderer(),
)
api.add_exception_handler(WrongParametersError, wrong_parameters)
api.add_exception_handler(Http404, not_found)


@api.get(
    "/products",
    response={200: schemas.ProductList, 422: schemas.WrongParameters},
    openapi_extra={"parameters": PRODUCT_PARAMETERS},
)
def products(request):
    """Products by words, stars, group, maker, place, price and stock, with what each filter would leave."""
    now = timezone.now()
    asked = products_asked(request.GET, now)
    answer = asked.filter.answer(now, offset=asked.offset, limit=asked.limit)
    found = offered([each.pk for each in answer.found], now)
    prefetch_related_objects(found, "categories", *choices_of_products())
    facets = {facet: counted(facet, counts) for facet, counts in answer.counts.items()}
    return {"count": answer.total, "results": found, "facets": facets}


@api.get("/products/{int:id}", response={200: schemas.ProductOut, 404: schemas.Message})
def product(request, id: int):  # noqa: A002 - the parameter's name is the API's
    """One product."""
    return get_object_or_404(with_choices(on_offer(timezone.now()).prefetch_related("categories")), pk=id)


@api.get("/producers", response=schemas.ProducerList)
def producers(request):
    """All makers."""
    on_show = Count("products", filter=Q(products__in=on_sale(public(), timezone.now())))
    found = list(Producer.objects.select_related("commune").annotate(product_count=on_show).order_by("name"))
    return {"count": len(found), "results": found}


@api.get(
    "/sales-points",
    response={200: schemas.SalesPointList, 422: schemas.WrongParameters},
    openapi_extra={"parameters": POINT_PARAMETERS},
)
def sales_points(request):
    """All published sales points; the nearest first where `near` is given."""
    now = timezone.now()
    found = list(SalesPoint.objects.for_visitors(near_asked(request.GET)))
    goods = goods_by_point(found, now)
    for point in found:
        state = state_of(point, now)
        point.open_now, point.changes_at = state.is_open, state.changes_at
        point.other_days = _other_days(point, now)
        point.products = goods[point.pk].count
    return {"count": len(found), "results": found}


def _other_days(point, now):
    schedule = schedule_of(point)
    today = schedule.today(now)
    return schedule.other_days(today, today + TOLD_AHEAD)


@api.get("/sales-points/{slug:slug}/stock", response={200: schemas.ShelfList, 404: schemas.Message})
def stock(request, slug: str):
    """What one sales point has; nothing while it is paused."""
    point = get_object_or_404(SalesPoint.objects.published(), slug=slug)
    found = list(with_choices(on_sale_at(point, timezone.now()).prefetch_related("categories")))
    return {"count": len(found), "results": found}
