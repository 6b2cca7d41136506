"""The makers and what each of them makes."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.certification.querysets import on_sale
from catalog.producers.models import Producer
from shop.assortment.picks import best
from shop.assortment.queries import public
from shop.freshness.caching import visitors_page
from shop.storefront.age import of_age
from shop.storefront.producer_data import producer_data

MOST_PRODUCTS_SHOWN = 60


@visitors_page
@require_safe
def producer_list(request):
    """/chu-the/: all makers with the number of their products."""
    shown = on_sale(public(adults=of_age(request)), timezone.now())
    producers = Producer.objects.select_related("commune").annotate(
        product_count=Count("products", filter=Q(products__in=shown))
    )
    return render(request, "storefront/producer_list.html", {"producers": producers.order_by("name")})


@visitors_page
@require_safe
def producer_detail(request, slug):
    """One maker: what is known of it, from where, and its products."""
    producer = get_object_or_404(Producer.objects.select_related("commune"), slug=slug)
    shown = {"adults": of_age(request), "limit": MOST_PRODUCTS_SHOWN}
    context = {
        "producer": producer,
        "products": best(timezone.now(), producer=producer.slug, **shown),
        "structured_data": producer_data(producer),
        "trail": [(_("Producers"), reverse("producers:index")), (producer.name, "")],
    }
    return render(request, "storefront/producer_detail.html", context)
