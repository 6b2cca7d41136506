"""Measures the pages of one kind of shop in this process, and writes what it found as JSON.

CPU is this process's own: the database's work counts on SQLite, waiting for others does not; the median of
several requests, in the best of three rounds. Every request but those for the basket is a new visitor's,
without a cookie. Pages are not kept between requests but where it says so. Searches and filters are other
ones at each request, so that nothing read or counted for one serves another. All were visited once before:
cards drawn once stay drawn, as in a running shop.
"""

import gzip
import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.tests.bench.words import FILTERS, SEARCHES

SETTINGS = {"ours": "shop.settings.test", "stock": "shop.tests.bench.stock_settings"}
WARM_UPS = 3
#: The best counts: what else a machine has to do only ever adds.
ROUNDS = 3
RUNS = {"ours": 21, "stock": 7}
KEPT = "django.core.cache.backends.locmem.LocMemCache"


def main(kind: str) -> None:
    """Prints {page: {queries, cpu_ms, bytes, gzip}}; of the kind "index" how many `seconds` it took to make.

    The index is in the folder BENCH_INDEX, made by another process than the one that is measured, as in a
    running shop.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS.get(kind, SETTINGS["ours"])
    django.setup()
    from shop.assortment.index import index

    index.folder = Path(os.environ["BENCH_INDEX"])
    find = {"index": lambda: _made(index), "network": lambda: _network(index)}
    json.dump(find.get(kind, lambda: _found(kind))(), sys.stdout)


def _made(index):
    started = time.monotonic()
    index.rebuild(datetime.now(UTC))
    return {"seconds": time.monotonic() - started}


def _network(index):
    """The locator, asked which points have one product that half of them have, one that few have, or none."""
    from catalog.products.models import Product

    _made(index)
    common, rare = Product.objects.earliest("pk").pk, Product.objects.latest("pk").pk
    start, near = reverse("points:index"), "vi-tri=21.4,103.0"
    paths = {
        "half of them, the nearest first": f"{start}?{near}&san-pham={common}",
        "a few of them, the nearest first": f"{start}?{near}&san-pham={rare}",
        "all points": start,
        "those open now": f"{start}?mo-cua=1",
    }
    return {name: _measure(Client(), path, "ours") for name, path in paths.items()}


def _found(kind):
    found = {
        name: _measure(client, paths, kind, status=302 if isinstance(client, _Adding) else 200)
        for name, client, paths in _pages(kind)
    }
    return found | (_kept_pages(kind) if kind == "ours" else {})


def _forget_what_was_asked(kind):
    """Opens the index anew, so that no words stay read and nothing counted."""
    if kind == "ours":
        from shop.assortment.index import index

        index.forget()


def _pages(kind):
    """(name, client, path or paths) of the pages that this kind of shop has."""
    from catalog.products.models import Product

    products = list(Product.objects.order_by("pk")[:3])
    visitor = Client()
    yield "list", visitor, reverse("catalogue:index")
    yield "product", visitor, products[0].get_absolute_url()
    yield "basket, 3 lines", _with_basket(products), reverse("basket:summary")
    yield "add to basket", _Adding(), [_adding(product) for product in products]
    if kind == "ours":
        yield "list with filters", visitor, [reverse("catalogue:index") + state for state in FILTERS]
        yield "search", visitor, _searches(reverse("finder:index"))
        yield "healthz", visitor, reverse("healthz")
        yield "home", visitor, "/"
        yield "points", visitor, reverse("points:index")
        yield "point", visitor, reverse("points:detail", args=["diem-thu-00"])
    else:
        yield "search", visitor, _searches(reverse("search:search"))


def _kept_pages(kind):
    """The same pages from memory, and told to somebody who has them already."""
    settings.CACHES["pages"] = {"BACKEND": KEPT, "LOCATION": "pages"}
    from django.core.cache import caches

    del caches["pages"]
    from catalog.products.models import Product

    paths = {"list": reverse("catalogue:index"), "product": Product.objects.earliest("pk").get_absolute_url()}
    kept = {f"{name}, kept": _measure(Client(), path, kind) for name, path in paths.items()}
    etag = Client().get(paths["list"])["ETag"]
    kept["list, 304"] = _measure(Client(headers={"If-None-Match": etag}), paths["list"], kind, status=304)
    return kept


def _with_basket(products):
    shopper = _Adding()
    for product in products:
        _get(shopper, _adding(product), 302)
    return shopper.client


def _adding(product):
    return reverse("basket:add", kwargs={"pk": product.pk})


class _Adding:
    """A shopper who adds one unit where others only look; the shelves have more than is ever added."""

    def __init__(self):
        self.client = Client()

    def get(self, path):
        """The answer, which leads on to the basket."""
        return self.client.post(path, {"quantity": 1})


def _searches(box):
    return [f"{box}?{urlencode({'q': words})}" for words in SEARCHES]


def _measure(client, paths, kind, status=200):
    """`queries` is the most of any of the paths. All are visited before, which draws their cards."""
    paths = [paths] if isinstance(paths, str) else paths
    for path in paths:
        _get(client, path, status)
    queries = max(_queries(client, path, status) for path in paths)
    content = _get(client, paths[0], status)
    seconds = min(_median_cpu(client, paths, kind, status) for _ in range(ROUNDS))
    return {
        "queries": queries,
        "cpu_ms": round(seconds * 1000, 2),
        "bytes": len(content),
        "gzip": len(gzip.compress(content, compresslevel=6)),
    }


def _median_cpu(client, paths, kind, status):
    _forget_what_was_asked(kind)
    visits = cycle(paths)
    for _ in range(WARM_UPS):
        _get(client, next(visits), status)
    return statistics.median(_cpu(client, next(visits), status) for _ in range(RUNS[kind]))


def _queries(client, path, status):
    with CaptureQueriesContext(connection) as captured:
        _get(client, path, status)
        return len(captured)


def _cpu(client, path, status):
    before = time.process_time()
    _get(client, path, status)
    return time.process_time() - before


def _get(client, path, status):
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content


if __name__ == "__main__":
    main(sys.argv[1])
