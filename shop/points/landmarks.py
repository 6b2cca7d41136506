"""Places that are no commune: landmarks with a sourced position, and what the shop itself knows the place of.

`data/landmarks.csv` holds only positions that a source gives, named beside each; nothing is placed by guess.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from catalog.places.models import Commune
from shop.points.models import SalesPoint
from shop.points.places import Place

DATA = Path(__file__).parent / "data" / "landmarks.csv"


@cache
def landmark_rows() -> list[dict[str, str]]:
    """The rows of the file."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def landmarks() -> Iterator[Place]:
    """Those whose commune this shop knows, at their own positions; one query."""
    rows = landmark_rows()
    communes = Commune.objects.in_bulk([row["commune_code"] for row in rows])
    for row in rows:
        if row["commune_code"] in communes:
            yield Place(
                communes[row["commune_code"]],
                name=row["name"],
                aliases=tuple(row["aliases"].split("|")),
                spot=(float(row["latitude"]), float(row["longitude"])),
            )


def points_as_places() -> Iterator[Place]:
    """The published points themselves, by their names; one query."""
    for point in SalesPoint.objects.published().select_related("commune").order_by("name"):
        yield Place(point.commune, name=point.name, spot=(point.latitude, point.longitude))
