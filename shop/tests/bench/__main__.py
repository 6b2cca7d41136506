"""Builds synthetic shops of growing size, measures our pages and stock Oscar's, and prints one table each.

`python -m shop.tests.bench 100 1000` measures those sizes only.
"""

import json
import math
import os
import subprocess
import sys
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from time import monotonic

import django
from django.db import connection

from shop.tests.with_postgres import server

SIZES, POINTS = (100, 1_000, 10_000, 100_000), 10
#: The network in which one product is looked for: points, products, and points that have it.
NETWORK = {"points": 500, "products": 5_000, "having": 250}
PAGES = [
    "healthz",
    "list",
    "list with filters",
    "search",
    "product",
    "list, kept",
    "product, kept",
    "list, 304",
    "home",
    "points",
    "point",
    "basket, 3 lines",
    "add to basket",
]
COLUMNS = [("queries", "queries"), ("cpu_ms", "CPU ms"), ("bytes", "bytes"), ("gzip", "gzip")]
#: Pages whose cost must not grow with the catalogue, from the second size on.
FLAT = ("list", "list with filters", "search", "product")


def main() -> None:
    """On SQLite, or on the PostgreSQL that DATABASE_URL names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings.test"
    django.setup()
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    ours = {size: _measured_at(size) for size in sizes}
    _print_growth(ours)
    _print_network(_measured_with(_build_network, ("network",))["network"])
    _print_rush(_rushed())


def _measured_at(size):
    found = _measured_with(lambda: _build(size), ("index", "ours", "stock"))
    _print(found, found["index"]["seconds"])
    return found["ours"]


def _measured_with(build, kinds):
    """Kind → what a process of its own found, each on the same database; the index is made by the first."""
    from shop.tests.database import address_in_use, migrated_copy

    database = migrated_copy(f"bench_ocop_{os.getpid()}")
    database.make()
    try:
        build()
        url = address_in_use()
        with TemporaryDirectory() as folder:
            return {kind: _measured(kind, url, folder) for kind in kinds}
    finally:
        database.remove()


def _build_network():
    from catalog.products.models import Product
    from shop.tests.bench.catalogue import build, put_everywhere

    at = datetime.now(UTC)
    build(products=NETWORK["products"], points=NETWORK["points"], at=at)
    put_everywhere(Product.objects.earliest("pk"), points=NETWORK["having"], at=at)
    connection.close()


def _print_network(found):
    print(f"\n## One product in {NETWORK['products']:,} products at {NETWORK['points']} points")
    print("\n| which points have it | queries | CPU ms | bytes | gzip |\n|---|---:|---:|---:|---:|")
    for name, figures in found.items():
        print(f"| {name} | {' | '.join(f'{figures[key]:,}' for key, _ in COLUMNS)} |")


def _rushed():
    """What a rush finds on a PostgreSQL; where DATABASE_URL names none, on one of its own."""
    if connection.vendor == "postgresql":
        return _read_from("shop.tests.bench.rush", {})
    with server() as url:
        return _read_from("shop.tests.bench.rush", {"DATABASE_URL": url})


def _print_rush(found):
    print(f"\n## {found['shoppers']} shoppers check out at once, on PostgreSQL\n")
    print(f"| {' | '.join(found)} |\n|{'---:|' * len(found)}")
    print(f"| {' | '.join(map(str, found.values()))} |")


def _build(size):
    from shop.tests.bench.catalogue import build

    started = monotonic()
    build(products=size, points=POINTS, at=datetime.now(UTC))
    connection.close()
    took = monotonic() - started
    print(f"\n## {size:,} products at {POINTS} points and the warehouse, {connection.vendor}")
    print(f"built in {took:.0f} s\n", flush=True)


def _measured(kind, url, folder):
    return _read_from(
        "shop.tests.bench.measure", {"DATABASE_URL": url, "BENCH_INDEX": f"{folder}/index"}, kind
    )


def _read_from(module, environment, *arguments):
    """What a process of its own writes as JSON."""
    command = [sys.executable, "-m", module, *arguments]
    answer = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout)


def _print(found, index_seconds):
    """A Markdown table; a dash where stock Oscar has no such page."""
    titles = [f"{kind} {title}" for kind in ("our", "Oscar") for _, title in COLUMNS]
    print(f"| page | {' | '.join(titles)} |")
    print(f"|---|{'---:|' * len(titles)}")
    for page in PAGES:
        cells = [_cell(found[kind].get(page), key) for kind in ("ours", "stock") for key, _ in COLUMNS]
        print(f"| {page} | {' | '.join(cells)} |")
    print(f"\nsearch index made in {index_seconds:.1f} s", flush=True)


def _print_growth(ours):
    """CPU by size, and the exponent of growth from the second size to the last."""
    sizes = list(ours)
    print(f"\n| CPU ms | {' | '.join(f'{size:,}' for size in sizes)} | exponent |")
    print(f"|---|{'---:|' * (len(sizes) + 1)}")
    for page in FLAT:
        figures = [ours[size][page]["cpu_ms"] for size in sizes]
        print(f"| {page} | {' | '.join(map(str, figures))} | {_exponent(sizes, figures)} |")
    print(
        "\nhealthz is this machine's floor: no query, no template. Kept: from this process's memory."
        "\nOscar's home leads to its list; it has no sales points. Its list and search are measured with a"
        "\nsearch engine that costs nothing (stock_search.py)."
    )


def _exponent(sizes, figures):
    """b of cost ≈ size^b between 1,000 products (or the smallest size) and the largest."""
    start = sizes.index(1_000) if 1_000 in sizes else 0
    if len(sizes) - start < 2:
        return "–"
    return f"{math.log(figures[-1] / figures[start]) / math.log(sizes[-1] / sizes[start]):.2f}"


def _cell(page, key):
    return f"{page[key]:,}" if page else "–"


if __name__ == "__main__":
    main()
