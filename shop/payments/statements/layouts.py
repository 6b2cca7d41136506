"""Layouts of statements: which heading means what, how days and amounts are written. Read from TOML."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from catalog.text import fold

BUILT_IN = Path(__file__).with_name("layouts.toml")
#: Columns that each layout names, and those that it may.
NEEDED, POSSIBLE = ("date", "memo"), ("reference", "payer", "balance")
AMOUNTS = ("credit", "debit", "amount", "direction")
#: One of these sets tells what came in.
WAYS = ({"credit", "debit"}, {"amount"}, {"amount", "direction"})
_parts = re.compile(r"[\n\r/|()]+")
_words = re.compile(r"[\W_]+")


class LayoutFault(Exception):
    """A file of layouts cannot be used; the message names the layout and says why."""


@dataclass(frozen=True)
class Layout:
    """How one bank writes. `columns` is field → the headings by which it is known."""

    name: str
    title: str
    columns: dict[str, frozenset[str]]
    dates: tuple[str, ...]
    thousands: str
    incoming: frozenset[str] = field(default_factory=frozenset)

    def places(self, headings: Sequence[object]) -> dict[str, int] | None:
        """Field → place from the left in this row; None where it is not the row of headings."""
        found: dict[str, int] = {}
        for place, heading in enumerate(headings):
            for name, known in self.columns.items():
                if name not in found and known & known_by(heading):
                    found[name] = place
                    break
        lacking = set(self.columns) - set(POSSIBLE) - set(found)
        return None if lacking else found


def known_by(heading: object) -> set[str]:
    """The whole heading and its parts, each without marks, case and punctuation."""
    text = "" if heading is None else str(heading)[:200]
    return {same for part in (text, *_parts.split(text)) if (same := _same(part))}


def _same(text):
    return " ".join(_words.sub(" ", fold(text)).split())


@cache
def layouts(own: str = "") -> tuple[Layout, ...]:
    """The layouts of the file `own`, then those that are built in. Raises LayoutFault."""
    return (*(_read(Path(own)) if own else ()), *_read(BUILT_IN))


def _read(path):
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file).get("layout", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LayoutFault(f"{path.name}: {error}") from error
    return tuple(_layout(entry) for entry in entries)


def _layout(entry):
    name = str(entry.get("name", "?"))
    # In this order, so that a heading that names both day and reference is the day's.
    told = [key for key in (*NEEDED, *AMOUNTS, *POSSIBLE) if entry.get(key)]
    if not set(NEEDED) <= set(told) or set(told) & set(AMOUNTS) not in WAYS:
        raise LayoutFault(f"{name}: it needs date, memo, and credit with debit, or amount (with direction).")
    if entry.get("thousands") not in (".", ",") or not entry.get("dates"):
        raise LayoutFault(f'{name}: thousands is "." or ",", and dates says how days are written.')
    if ("direction" in told) != bool(entry.get("incoming")):
        raise LayoutFault(f"{name}: direction and incoming go together.")
    return Layout(
        name=name,
        title=str(entry.get("title", name)),
        columns={key: frozenset(_same(heading) or heading for heading in entry[key]) for key in told},
        dates=tuple(entry["dates"]),
        thousands=entry["thousands"],
        incoming=frozenset(str(words).casefold() for words in entry.get("incoming", ())),
    )
