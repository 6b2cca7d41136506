"""Builds the synthetic shop, measures our pages and stock Oscar's, and prints one table."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

import django
from django.db import connection

PRODUCTS, POINTS = 2400, 10
PAGES = ["healthz", "home", "list", "product", "points", "point", "basket, 3 lines"]
COLUMNS = [("queries", "queries"), ("cpu_ms", "CPU ms"), ("bytes", "bytes"), ("gzip", "gzip")]


def main() -> None:
    """On SQLite, or on the PostgreSQL that DATABASE_URL names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings.test"
    django.setup()
    from shop.tests.database import migrated_copy

    database = migrated_copy(f"bench_ocop_{os.getpid()}")
    database.make()
    try:
        _build()
        url = _url(connection.settings_dict["NAME"])
        _print({kind: _measured(kind, url) for kind in ("ours", "stock")})
    finally:
        database.remove()


def _build():
    from shop.tests.bench.catalogue import build

    print(f"{PRODUCTS} products at {POINTS} points and the warehouse, {connection.vendor}\n", flush=True)
    build(products=PRODUCTS, points=POINTS, at=datetime.now(UTC))
    connection.close()


def _url(name):
    """The copy's own address, for the processes that measure."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _measured(kind, url):
    command = [sys.executable, "-m", "shop.tests.bench.measure", kind]
    answer = subprocess.run(
        command, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=True
    )
    return json.loads(answer.stdout)


def _print(found):
    """A Markdown table; a dash where stock Oscar has no such page."""
    titles = [f"{kind} {title}" for kind in ("our", "Oscar") for _, title in COLUMNS]
    print(f"| page | {' | '.join(titles)} |")
    print(f"|---|{'---:|' * len(titles)}")
    for page in PAGES:
        cells = [_cell(found[kind].get(page), key) for kind in ("ours", "stock") for key, _ in COLUMNS]
        print(f"| {page} | {' | '.join(cells)} |")
    print(
        "\nhealthz is this machine's floor: no query, no template. Oscar's home leads to its list; it has no"
    )
    print("sales points. Its list is measured with a search engine that costs nothing (stock_search.py).")


def _cell(page, key):
    return f"{page[key]:,}" if page else "–"


if __name__ == "__main__":
    main()
