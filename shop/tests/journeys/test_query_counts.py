"""What a page asks of the database does not grow with the shop: 24 products or 2,400, the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.assortment.queries import on_offer
from shop.points.models import SalesPoint
from shop.tests.bench.catalogue import build
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUERIES = {
    "/": 9,
    "/san-pham/": 1,
    "/san-pham/?q=che&sao=3&xa=03127": 2,
    "/tim/?q=che": 2,
    "product": 4,
    "/diem-ban/": 8,
    "point": 11,
}


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("products", [24, 2400])
def test_pages_ask_as_often_however_large_the_shop_is(client, time_machine, products):
    time_machine.move_to(NOW, tick=False)
    build(products=products, at=NOW)
    addresses = {
        "product": on_offer(NOW).filter(stars=4).earliest("pk").get_absolute_url(),
        "point": SalesPoint.objects.first().get_absolute_url(),
    }
    # From the first request on Wagtail and Django keep their sites, root paths and types; the index is made.
    for page in QUERIES:
        client.get(addresses.get(page, page))

    counts = {page: queries(client, addresses.get(page, page)) for page in QUERIES}

    assert counts == QUERIES
