"""What people search for, as data, and how many of them see what they meant among the first three.

`queries.csv` is about products, `queries_of_makers_and_points.csv` about the others. A row is a success when
one of those in `expected` is among the first three; where `expected` is empty, when nothing at all is found.
"""

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FIRST = 3


@dataclass(frozen=True)
class Searched:
    """One row: what was typed, how it differs from the name, and what would be a success."""

    query: str
    kind: str
    expected: frozenset[str]

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the half that the engine was never tuned by."""
        return hashlib.sha256(self.query.encode()).digest()[0] % 2 == 1

    def is_met_by(self, got: list[str]) -> bool:
        """`got` are the first three found."""
        return bool(self.expected & set(got)) if self.expected else not got


@dataclass(frozen=True)
class Miss:
    """A query that did not lead to what was meant."""

    searched: Searched
    got: list[str]

    def __str__(self):
        of, wanted = self.searched, "|".join(sorted(self.searched.expected)) or "nothing"
        return f"{of.query!r} ({of.kind}): got {' '.join(self.got) or 'nothing'}, expected {wanted}"


def searched(name: str = "queries") -> list[Searched]:
    """The rows of one data file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Searched(row["query"], row["kind"], frozenset(filter(None, row["expected"].split("|"))))
            for row in csv.DictReader(file)
        ]


def misses(rows: list[Searched], ask) -> list[Miss]:
    """Those of the rows that `ask` (row → names of the first three found) does not meet."""
    asked = [(row, ask(row)) for row in rows]
    return [Miss(row, got) for row, got in asked if not row.is_met_by(got)]


def report(rows: list[Searched], missed: list[Miss]) -> str:
    """Figures for both halves and each kind, and every miss by name."""
    lines = [_share(half, rows, missed, is_out) for half, is_out in (("tuned", False), ("held out", True))]
    wrong = Counter(miss.searched.kind for miss in missed)
    kinds = Counter(row.kind for row in rows)
    lines += [f"{kind}: {count - wrong[kind]} of {count}" for kind, count in kinds.items()]
    return "\n".join([*lines, *map(str, missed)])


def _share(half, rows, missed, is_held_out):
    count = sum(row.is_held_out is is_held_out for row in rows)
    met = count - sum(miss.searched.is_held_out is is_held_out for miss in missed)
    return f"{half}: {met} of {count}, {met / max(count, 1):.1%}"
