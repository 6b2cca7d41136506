"""Reading the data files: real facts with their sources, and apart from them what is only a sample.

`admin_units`, `products`, `producers`, `tourism` and `groups` hold facts (with Vietnamese beside the English
of the sources); `samples`, `sales_points` and `opening_exceptions` hold what no public source says.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from catalog.text import nfc

DATA = Path(__file__).parent / "data"


class Tally(NamedTuple):
    """How many of a kind there are by the data files, and how many of them had to be made."""

    total: int
    new: int


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the data file `name`, every value as NFC."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: nfc(value.strip()) for key, value in row.items()} for row in csv.DictReader(file)]


def sources(row: dict[str, str]) -> str:
    """A row's sources, one a line, as the models keep them."""
    return "\n".join(part.strip() for part in row["source"].split(" | "))


def origin(row: dict[str, str]) -> str:
    """Village, commune and district by the names that the sources use."""
    return ", ".join(filter(None, (row["village"], row["commune_old"], row["district_old"])))
