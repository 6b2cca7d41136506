"""What is asked of a search engine and what it answers: the whole of the interface, whichever engine it is.

An engine keeps `Entry`s and answers `Question`s (`Engine`). Nothing above `catalog.search` knows more of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Protocol

#: Filters whose values are counted one by one.
FACETS = ("stars", "group", "producer", "commune", "point", "in_season", "in_stock")
#: Values of one facet that are counted, those with most results first.
MOST_VALUES = 40
#: How results may be ordered; by relevance where words were asked for.
SORTS = ("relevance", "stars", "name", "price", "-price", "newest")


class Kind(StrEnum):
    """What an entry stands for."""

    PRODUCT = "product"
    PRODUCER = "producer"
    POINT = "point"
    #: Words that mean the same, kept by staff; never an answer.
    SYNONYMS = "synonyms"
    #: What the value of a facet is called; never an answer.
    LABEL = "label"


@dataclass(frozen=True)
class Texts:
    """The words by which an entry is found, by how much each tells."""

    name: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    maker: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    #: Names of units that today's commune replaced.
    former_place: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, as it stands until `valid_until`."""

    kind: Kind
    pk: int
    texts: Texts = Texts()
    #: Facet, "price" (đồng) or "audience" → values; a missing one has none. A product is offered to its
    #: audience only: "everyone" and "adults", or "adults" alone; to nobody while it is off sale.
    filters: Mapping[str, tuple] = field(default_factory=dict)
    #: Sort → the text by which it is ordered, ascending.
    order: Mapping[str, str] = field(default_factory=dict)
    #: What a list of suggestions shows, without asking the database.
    shown: Mapping[str, str] = field(default_factory=dict)
    #: What only its own page shows beside.
    page: Mapping[str, object] = field(default_factory=dict)
    #: The moment at which time alone changes this entry; None where it never does.
    valid_until: datetime | None = None

    @property
    def key(self) -> str:
        """Its name in the index."""
        return f"{self.kind}:{self.pk}"


class Closeness(IntEnum):
    """How near the results are to the words asked for."""

    EXACT = 1
    #: With typing errors mended.
    MENDED = 2
    #: Not all of the words are found.
    PARTIAL = 3


@dataclass(frozen=True)
class Question:
    """What is wanted: words, filters, order and a part of the results."""

    kind: Kind = Kind.PRODUCT
    words: str = ""
    #: Products like the one with this id, in place of words: of its sub-group first, then of its maker, then
    #: of its commune; not itself.
    like: int | None = None
    #: The one entry with this id, whatever else is true of it, in place of words and filters.
    only: int | None = None
    #: If any, no others than those with these ids.
    among: tuple[int, ...] = ()
    #: Facet → the value wanted, or a tuple of those that will do.
    filters: Mapping[str, str | int | tuple] = field(default_factory=dict)
    #: The least and the most that it may cost (đồng), each or neither.
    price: tuple[int | None, int | None] = (None, None)
    adults: bool = False
    #: What will do, where nothing is nearer to the words.
    loosest: Closeness = Closeness.PARTIAL
    #: One of `SORTS`, or "name_en": by the English name.
    sort: str = "relevance"
    offset: int = 0
    limit: int = 24
    #: Facets to count, at most `MOST_VALUES` of each.
    facets: tuple[str, ...] = ()
    #: Lower bounds (đồng) of the price bands to be counted.
    price_bands: tuple[int, ...] = ()

    @property
    def counted_by(self) -> tuple:
        """All that its counts depend on: neither the order nor which part of the results is wanted."""
        of = (self.kind, self.words, self.like, self.among, self.loosest, self.adults)
        return (*of, frozenset(self.filters.items()), self.price, self.facets, self.price_bands)


@dataclass(frozen=True)
class Found:
    """One result."""

    pk: int
    shown: Mapping[str, str]
    #: Only of the entry that `only` asked for.
    page: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """A part of the results, how many there are in all, and the counts asked for."""

    total: int
    found: tuple[Found, ...]
    #: Facet → value → how many results it would leave, under all the other filters.
    counts: Mapping[str, Mapping[str | int, int]] = field(default_factory=dict)
    #: Band's lower bound (đồng) → how many, under all the other filters.
    price_counts: Mapping[int, int] = field(default_factory=dict)
    closeness: Closeness = Closeness.EXACT


class IndexDamagedError(Exception):
    """The index cannot be read or written; it is to be made anew."""


class Engine(Protocol):
    """A search engine, as this shop needs one. Any call may raise IndexDamagedError."""

    def position(self) -> str:
        """What was last given to `write`; empty where nothing has been written yet."""

    def answer(self, question: Question) -> Answer:
        """The answer as of the last `write`."""

    def labels(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """(facet, value) → what its label entry shows."""

    def due(self, at: datetime) -> list[int]:
        """Products that time has overtaken at `at`, by their id."""

    def reload(self) -> None:
        """Sees what another process has written since."""

    def destroy(self) -> None:
        """Takes the index away."""

    def write(self, entries: Iterable[Entry], *, gone: Iterable[str], position: str, anew: bool) -> None:
        """Puts `entries` in place of those with the same key, takes `gone` away (keys), notes the position.

        With `anew` everything that was there before goes first. Readers see all of it or nothing.
        """
