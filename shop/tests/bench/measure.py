"""Measures the pages of one kind of shop in this process, and writes what it found as JSON.

CPU is this process's own: the database's work counts on SQLite, waiting for others does not; the median of
several requests. Every request but those for the basket is a new visitor's, without a cookie.
"""

import gzip
import json
import os
import statistics
import sys
import time

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

SETTINGS = {"ours": "shop.settings.test", "stock": "shop.tests.bench.stock_settings"}
WARM_UPS = 3
RUNS = 15


def main(kind: str) -> None:
    """Prints {page: {queries, cpu_ms, bytes, gzip}}."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[kind]
    django.setup()
    found = {name: _measure(client, path) for name, client, path in _pages(kind)}
    json.dump(found, sys.stdout)


def _pages(kind):
    """(name, what makes a client, path) of the pages that this kind of shop has."""
    from catalog.products.models import Product

    products = list(Product.objects.order_by("pk")[:3])
    yield "list", Client, reverse("catalogue:index")
    yield "product", Client, products[0].get_absolute_url()
    shopper = _with_basket(products)
    yield "basket, 3 lines", lambda: shopper, reverse("basket:summary")
    if kind == "ours":
        yield "healthz", Client, reverse("healthz")
        yield "home", Client, "/"
        yield "points", Client, reverse("points:index")
        yield "point", Client, reverse("points:detail", args=["diem-thu-00"])


def _with_basket(products):
    shopper = Client()
    for product in products:
        response = shopper.post(reverse("basket:add", kwargs={"pk": product.pk}), {"quantity": 1})
        assert response.status_code == 302, response.status_code
    return shopper


def _measure(make_client, path):
    for _ in range(WARM_UPS):
        _get(make_client, path)
    with CaptureQueriesContext(connection) as captured:
        content = _get(make_client, path)
    queries = len(captured)  # The next request forgets them.
    times = [_cpu(make_client, path) for _ in range(RUNS)]
    return {
        "queries": queries,
        "cpu_ms": round(statistics.median(times) * 1000, 1),
        "bytes": len(content),
        "gzip": len(gzip.compress(content, compresslevel=6)),
    }


def _cpu(make_client, path):
    before = time.process_time()
    _get(make_client, path)
    return time.process_time() - before


def _get(make_client, path):
    response = make_client().get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content


if __name__ == "__main__":
    main(sys.argv[1])
