"""The engine of this shop: an embedded tantivy index, a folder of files that every process here maps.

It is derived from the database and may be thrown away at any moment. Why this one: docs/decisions/0015.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query

from catalog.search import schema
from catalog.search.alike import alike
from catalog.search.asking import Reading, Vocabulary
from catalog.search.question import (
    MOST_VALUES,
    Answer,
    Closeness,
    Entry,
    Found,
    IndexDamagedError,
    Kind,
    Question,
)
from catalog.search.schema import FILTER_FIELDS, NUMBERS, ORDERED, SCHEMA
from catalog.search.words import folded, read

#: Bytes that the one writing thread may collect before it writes a segment.
WRITER_BYTES = 64_000_000
#: Synonym sets and labels that are kept at hand.
MOST_AT_HAND = 5_000


class TantivyEngine:
    """An index in the folder `path`, or in memory without one. Threads may share it."""

    def __init__(self, path: Path | None = None):
        self.path = path
        with _damage_is_told():
            self._index = self._opened()
            schema.register_analyzers(self._index)
            self._index.config_reader("manual")
            self._read_anew()

    def _opened(self):
        if self.path is None:
            return tantivy.Index(SCHEMA)
        self.path.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(SCHEMA, path=str(self.path))

    def reload(self) -> None:
        """Sees what another process has written since."""
        with _damage_is_told():
            self._read_anew()

    def _read_anew(self):
        self._index.reload()
        searcher = self._index.searcher()
        # One assignment, so that a thread in the middle of an answer keeps what belongs together.
        self._state = (searcher, _position(searcher), _vocabulary(searcher), _labels(searcher))

    def position(self) -> str:
        """What was last given to `write`; empty where nothing has been written yet."""
        return self._state[1]

    def labels(self) -> dict[tuple[str, str], dict[str, str]]:
        """(facet, value) → what its label entry shows."""
        return self._state[3]

    def due(self, at: datetime) -> list[int]:
        """Products that time has overtaken at `at`, by their id."""
        overtaken = Query.range_query(
            SCHEMA, "valid_until", FieldType.Unsigned, None, schema.seconds(at), True, True
        )
        with _damage_is_told():
            searcher = self._state[0]
            hits = searcher.search(overtaken, max(searcher.num_docs, 1), count=False).hits
            return searcher.fast_field_values("pk", [address for _, address in hits])

    def write(self, entries: Iterable[Entry], *, gone: Iterable[str] = (), position: str, anew=False) -> None:
        """As `Engine.write`; one commit, after which this process reads it."""
        with _damage_is_told():
            writer = self._index.writer(WRITER_BYTES, 1)
            if anew:
                writer.delete_all_documents()
            for key in gone:
                writer.delete_documents_by_term("key", key)
            for entry in entries:
                if not anew:
                    writer.delete_documents_by_term("key", entry.key)
                writer.add_document(schema.document(entry))
            writer.delete_documents_by_term("key", schema.POSITION)
            writer.add_document(schema.position_document(position))
            writer.commit()
            writer.wait_merging_threads()
            self._read_anew()

    def destroy(self) -> None:
        """Takes the files away."""
        if self.path is not None:
            shutil.rmtree(self.path, ignore_errors=True)

    def answer(self, question: Question) -> Answer:
        """The answer as of the last `write`."""
        searcher, _, vocabulary, _ = self._state
        with _damage_is_told():
            return _Asked(searcher, vocabulary, question).answer()


@contextmanager
def _damage_is_told():
    """The binding tells every trouble as ValueError, a file that cannot be had as OSError."""
    try:
        yield
    except (ValueError, OSError) as trouble:
        raise IndexDamagedError(str(trouble)) from trouble


def _position(searcher):
    query = Query.term_query(SCHEMA, "key", schema.POSITION)
    hits = searcher.search(query, 1, count=False).hits
    return searcher.doc(hits[0][1]).get_first("shown") if hits else ""


def _vocabulary(searcher):
    synonyms = defaultdict(list)
    for shown in _all_shown(searcher, Kind.SYNONYMS):
        phrases = {tuple(read(phrase)) for phrase in shown["phrases"]} - {()}
        typed = {phrase: tuple(word.typed for word in phrase) for phrase in phrases}
        for phrase in phrases:
            others = tuple(sorted(typed[other] for other in phrases - {phrase}))
            synonyms[tuple(word.plain for word in phrase)].append((typed[phrase], others))
    places = defaultdict(set)
    for name, _ in searcher.terms_with_prefix("place_name", ""):
        places[" ".join(folded(name))].add(name)
    return Vocabulary(
        dict(synonyms),
        {plain: frozenset(names) for plain, names in places.items() if len(names) > 1},
    )


def _labels(searcher):
    labels = [*_all_shown(searcher, Kind.LABEL), *_all_shown(searcher, Kind.POINT)]
    return {(shown["facet"], shown["value"]): shown for shown in labels}


def _all_shown(searcher, kind):
    query = Query.term_query(SCHEMA, "kind", kind)
    for _, address in searcher.search(query, MOST_AT_HAND, count=False).hits:
        yield _shown(searcher, address)


def _shown(searcher, address):
    return json.loads(searcher.doc(address).get_first("shown"))


class _Asked:
    """One question, under way."""

    def __init__(self, searcher, vocabulary, question: Question):
        self.searcher, self.question = searcher, question
        self.reading = Reading(searcher, vocabulary, question.words)

    def answer(self) -> Answer:
        """Tries the words as typed, then mended, then only some of them."""
        if self.question.only is not None:
            return self._itself()
        if self.question.like is not None:
            return self._results(alike(self.searcher, self.question.like), Closeness.EXACT)
        if not self.question.words.strip():
            return self._results(None, Closeness.EXACT)
        for closeness, words in self.reading.attempts():
            if closeness is Closeness.PARTIAL and not self.question.partial:
                break
            if self._count(words):
                return self._results(words, closeness)
        return self._results(Query.empty_query(), Closeness.EXACT)

    def _itself(self):
        key = f"{self.question.kind}:{self.question.only}"
        hits = self.searcher.search(Query.term_query(SCHEMA, "key", key), 1, count=False).hits
        found = tuple(Found(self.question.only, _shown(self.searcher, address)) for _, address in hits)
        return Answer(total=len(found), found=found)

    def _count(self, words):
        """How many have the words, whatever the filters say: a filter is no reason to mend what was typed."""
        base = [self._kind(), *self._offered(), words]
        return self.searcher.search(_all_of(base), 1).count

    def _results(self, words, closeness):
        question = self.question
        wanted = self._under(words)
        order = None if question.sort == "relevance" and words is not None else self._order()
        ordering = {"order_by_field": order, "order": tantivy.Order.Asc} if order else {}
        result = self.searcher.search(wanted, max(question.limit, 1), offset=question.offset, **ordering)
        addresses = [address for _, address in result.hits][: question.limit]
        pks = self.searcher.fast_field_values("pk", addresses) if addresses else []
        shown = [_shown(self.searcher, address) for address in addresses]
        return Answer(
            total=result.count,
            found=tuple(Found(pk, each) for pk, each in zip(pks, shown, strict=True)),
            counts=self._counts(words),
            price_counts=self._price_counts(words),
            closeness=closeness,
        )

    def _order(self):
        return ORDERED["stars" if self.question.sort == "relevance" else self.question.sort]

    def _under(self, words, *, without=None):
        """All conditions, but the filter `without`."""
        parts = [self._kind(), *self._offered()]
        parts += [_has(name, value) for name, value in self.question.filters.items() if name != without]
        if without != "price":
            parts += self._price()
        return _all_of(parts + ([words] if words is not None else []))

    def _kind(self):
        return _without_score(Query.term_query(SCHEMA, "kind", self.question.kind))

    def _offered(self):
        """Of products only what is on sale, and to whom."""
        if self.question.kind is not Kind.PRODUCT:
            return []
        return [_has("on_sale", 1), *([] if self.question.adults else [_has("adults", 0)])]

    def _price(self):
        least, most = self.question.price
        if least is None and most is None:
            return []
        return [_without_score(Query.range_query(SCHEMA, "price", FieldType.Unsigned, least, most))]

    def _counts(self, words):
        """Each facet under all other filters: those not in use share one pass over the results."""
        counts = {}
        passes = defaultdict(list)
        for facet in self.question.facets:
            passes[facet if facet in self.question.filters else None].append(facet)
        for without, facets in passes.items():
            terms = {f: {"terms": {"field": FILTER_FIELDS[f], "size": MOST_VALUES}} for f in facets}
            found = self.searcher.aggregate(self._under(words, without=without), terms)
            for facet in facets:
                counts[facet] = _buckets(facet, found[facet]["buckets"])
        return counts

    def _price_counts(self, words):
        bands = self.question.price_bands
        if not bands:
            return {}
        edges = [{"from": low, "to": high} for low, high in zip(bands, bands[1:], strict=False)]
        ranges = [*edges, {"from": bands[-1]}]
        asked = {"price": {"range": {"field": "price", "ranges": ranges}}}
        found = self.searcher.aggregate(self._under(words, without="price"), asked)["price"]["buckets"]
        # A band from 0 comes back as one without a beginning.
        counts = {int(bucket.get("from") or 0): bucket["doc_count"] for bucket in found}
        return {band: counts[band] for band in bands if counts.get(band)}


def _buckets(facet, buckets):
    return {int(b["key"]) if facet in NUMBERS else b["key"]: b["doc_count"] for b in buckets}


def _has(name, value):
    if isinstance(value, tuple):
        return _without_score(Query.term_set_query(SCHEMA, FILTER_FIELDS[name], value))
    return _without_score(Query.term_query(SCHEMA, FILTER_FIELDS[name], value))


def _without_score(query):
    return Query.const_score_query(query, 0.0)


def _all_of(parts):
    return Query.boolean_query([(Occur.Must, part) for part in parts])
