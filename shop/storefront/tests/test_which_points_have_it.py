"""Which points have one product: as many queries among 500 points and 5,000 products as among a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.products.models import Product
from shop.forks.partner.models import StockRecord
from shop.tests.bench.catalogue import build, put_everywhere
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize(("points", "products"), [(10, 50), (500, 5_000)])
def test_it_costs_as_many_queries_whatever_the_network_is(client, time_machine, points, products):
    time_machine.move_to(NOW, tick=False)
    build(points=points, products=products, at=NOW)
    product = Product.objects.earliest("pk")
    put_everywhere(product, points=points // 2, at=NOW)
    rare = Product.objects.latest("pk")
    having = StockRecord.objects.filter(product=rare, partner__sales_point__isnull=False).count()
    client.get("/diem-ban/")  # The index is made.
    counts = {}
    for address in (f"san-pham={product.pk}&vi-tri=21.4,103.0", f"san-pham={rare.pk}", "the=1", ""):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/diem-ban/?{address}").context["page_obj"]
        counts[page.paginator.count] = len(asked)

    assert counts == {points // 2: 11, having: 11, 0: 3, points: 8}
