"""Two hundred shoppers check out at once, over real HTTP, at a server and a PostgreSQL as in production.

Each has a basket of one or two kinds of scarce goods before the clock starts. A request's time is what its
shopper waits for, standing in line at the server included.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from threading import Barrier

import django
from django.db import connection

from shop.tests.servers import free_port

#: Each product stands on three shelves with fifty units each, which is for half of what is wanted.
SHOPPERS, PRODUCTS, POINTS = 200, 2, 4
COMMAND = "granian --interface wsgi shop.wsgi:application --workers 2 --blocking-threads 4 --no-ws"
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Answer:
    """As a test client's, with the seconds that it was waited for."""

    status_code: int
    content: bytes
    seconds: float


class Browser:
    """A shopper's own cookies; follows no redirect. `answers` are those since the last `forget`."""

    def __init__(self, base: str):
        self._base, self.answers = base, []
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar, _Stay)

    def post(self, path: str, values: dict) -> Answer:
        """Sends a form of the shop's own pages."""
        body = urllib.parse.urlencode(values).encode()
        request = urllib.request.Request(
            self._base + path, body, {"Sec-Fetch-Site": "same-origin", "Origin": self._base}
        )
        began = time.perf_counter()
        try:
            with self._opener.open(request, timeout=300) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            status, content = refusal.code, refusal.read()
        self.answers.append(Answer(status, content, time.perf_counter() - began))
        return self.answers[-1]

    def forget(self) -> None:
        """What comes next is what counts."""
        self.answers.clear()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        """None: the redirect itself is the answer."""


def main() -> None:
    """Prints what was found as JSON; on a database of its own at the server that DATABASE_URL names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings.test"
    django.setup()
    from shop.tests.database import address_in_use, migrated_copy

    database = migrated_copy(f"bench_rush_{os.getpid()}")
    database.make()
    try:
        json.dump(_rushed(_shop(), address_in_use()), sys.stdout)
    finally:
        database.remove()


def _rushed(products, database_url):
    with _server(database_url) as base:
        shoppers = list(_shoppers(base, products))
        for shopper in shoppers:
            shopper.fill_the_basket()
            shopper.client.forget()
        return _figures(shoppers, _at_once(shoppers))


def _shop():
    from catalog.products.models import Product
    from shop.tests.bench.catalogue import build

    build(products=PRODUCTS, points=POINTS, at=datetime.now(UTC))
    products = list(Product.objects.order_by("pk"))
    connection.close()
    return products


def _shoppers(base, products):
    from shop.tests.concurrency.rush import Shopper

    chance = random.Random(SHOPPERS)
    for number in range(SHOPPERS):
        kinds = chance.sample(products, chance.randint(1, len(products)))
        wanted = {product: chance.randint(1, 3) for product in kinds}
        yield Shopper(number, wanted, client=Browser(base))


@contextmanager
def _server(database_url):
    port = free_port()
    command = [sys.executable, "-m", *COMMAND.split(), "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, "DATABASE_URL": database_url, "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen([*command, "--log-level", "error"], stdout=sys.stderr, env=environment)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(base)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(base):
    ends = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=5):
                return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)


def _at_once(shoppers):
    gate = Barrier(len(shoppers) + 1)

    def go(shopper):
        gate.wait()
        shopper.check_out()

    with ThreadPoolExecutor(len(shoppers)) as threads:
        done = [threads.submit(go, shopper) for shopper in shoppers]
        gate.wait()
        began = time.monotonic()
        for each in done:
            each.result()
        return time.monotonic() - began


def _figures(shoppers, seconds):
    answers = [answer for shopper in shoppers for answer in shopper.client.answers]
    waits = sorted(answer.seconds for answer in answers)
    served = sum(bool(shopper.is_served) for shopper in shoppers)
    return {
        "shoppers": len(shoppers),
        "orders": served,
        "refused": sum(shopper.is_served is False for shopper in shoppers),
        "requests": len(answers),
        "failed": sum(answer.status_code >= 500 for answer in answers),
        "seconds": round(seconds, 1),
        "orders_per_s": round(served / seconds, 1),
        "requests_per_s": round(len(answers) / seconds, 1),
        "p50_s": round(statistics.median(waits), 2),
        "p95_s": round(waits[int(len(waits) * 0.95)], 2),
    }


if __name__ == "__main__":
    main()
