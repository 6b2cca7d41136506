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
from urllib.parse import urlsplit

import django
from django.db import connection

SIZES, POINTS = (100, 1_000, 10_000, 100_000), 10
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


def _measured_at(size):
    from shop.tests.database import migrated_copy

    database = migrated_copy(f"bench_ocop_{os.getpid()}")
    database.make()
    try:
        _build(size)
        url = _url(connection.settings_dict["NAME"])
        with TemporaryDirectory() as folder:
            made = _measured("index", url, folder)
            found = {kind: _measured(kind, url, folder) for kind in ("ours", "stock")}
    finally:
        database.remove()
    _print(found, made["seconds"])
    return found["ours"]


def _build(size):
    from shop.tests.bench.catalogue import build

    started = monotonic()
    build(products=size, points=POINTS, at=datetime.now(UTC))
    connection.close()
    took = monotonic() - started
    print(f"\n## {size:,} products at {POINTS} points and the warehouse, {connection.vendor}")
    print(f"built in {took:.0f} s\n", flush=True)


def _url(name):
    """The copy's own address, for the processes that measure."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _measured(kind, url, folder):
    command = [sys.executable, "-m", "shop.tests.bench.measure", kind]
    env = {**os.environ, "DATABASE_URL": url, "BENCH_INDEX": f"{folder}/index"}
    answer = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
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
