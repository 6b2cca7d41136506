"""One question and its answer, as one state of the tantivy index has it."""

import json
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, partial

import tantivy
from tantivy import FieldType, Occur, Query

from catalog.search import schema
from catalog.search.alike import alike
from catalog.search.asking import Reading, Vocabulary
from catalog.search.clauses import has_one_of
from catalog.search.question import MOST_VALUES, Answer, Closeness, Found, Kind, Question
from catalog.search.schema import FILTER_FIELDS, KEPT, NUMBERS, ORDERED, SCHEMA
from catalog.search.words import DASH, MOST_WORDS, folded, read, singulars

#: Synonym sets and labels that are kept at hand.
MOST_AT_HAND = 5_000
#: Queries whose words stay read: one page asks for three kinds of things by the same words.
MOST_READ = 256
#: Lists whose counts stay counted, whatever their order and whichever of their pages is shown.
MOST_COUNTED = 256
_PRICE = "price"


class State:
    """The index as it was after one `write`, and what has been read and counted of it since."""

    def __init__(self, searcher: tantivy.Searcher):
        self.searcher = searcher
        self.position = _position(searcher)
        self.labels = _labels(searcher)
        self.reading = lru_cache(MOST_READ)(partial(Reading, searcher, _vocabulary(searcher)))
        self._counts = {}

    def counted(self, question: Question, count: Callable[[], dict]) -> dict:
        """The counts of a question: kept ones, or those that `count` finds."""
        asked = question.counted_by
        if asked not in self._counts:
            if len(self._counts) >= MOST_COUNTED:
                self._counts = {}
            # Two threads may count the same; they find the same.
            self._counts[asked] = count()
        return self._counts[asked]


def _position(searcher):
    query = Query.term_query(SCHEMA, "key", schema.POSITION)
    hits = searcher.search(query, 1, count=False).hits
    return searcher.doc(hits[0][1]).get_first("shown") if hits else ""


def _vocabulary(searcher):
    synonyms, group_names = defaultdict(list), _group_names(searcher)
    groups = dict(group_names)
    for shown in _all_shown(searcher, Kind.SYNONYMS):
        phrases = {tuple(read(phrase)) for phrase in shown["phrases"]} - {()}
        typed = {phrase: tuple(word.typed for word in phrase) for phrase in phrases}
        plain = {phrase: tuple(word.plain for word in phrase) for phrase in phrases}
        for phrase in phrases:
            others = tuple(sorted(typed[other] for other in phrases - {phrase}))
            synonyms[plain[phrase]].append((typed[phrase], others))
        # What means the same as the name of a group names it too.
        codes = frozenset().union(*(group_names.get(each, ()) for each in plain.values()))
        groups |= {each: groups.get(each, codes) | codes for each in plain.values() if codes}
    places = defaultdict(set)
    for name, _ in searcher.terms_with_prefix("place_name", ""):
        places[" ".join(folded(name))].add(name)
    return Vocabulary(
        dict(synonyms),
        {plain: frozenset(names) for plain, names in places.items() if len(names) > 1},
        groups,
    )


def _group_names(searcher):
    """Folded words → codes of the groups so named, whole or on one side of the dash."""
    groups = defaultdict(set)
    for shown in _all_shown(searcher, Kind.LABEL):
        for name in (shown["vi"], shown["en"]) if shown["facet"] == "group" else ():
            for words in {tuple(folded(part)[:MOST_WORDS]) for part in (name, *DASH.split(name))} - {()}:
                for named in {words, (*words[:-1], *singulars(words[-1])[-1:])}:
                    groups[named].add(shown["value"])
    return {words: frozenset(codes) for words, codes in groups.items()}


def _labels(searcher):
    labels = [*_all_shown(searcher, Kind.LABEL), *_all_shown(searcher, Kind.POINT)]
    return {(shown["facet"], shown["value"]): shown for shown in labels}


def _all_shown(searcher, kind):
    query = Query.term_query(SCHEMA, "kind", kind)
    for _, address in searcher.search(query, MOST_AT_HAND, count=False).hits:
        yield _shown(searcher, address)


def _shown(searcher, address, field="shown"):
    return json.loads(searcher.doc(address).get_first(field))


class Asked:
    """One question, under way."""

    def __init__(self, state: State, question: Question):
        self.state, self.searcher, self.question = state, state.searcher, question

    def answer(self) -> Answer:
        """Tries the words as typed, then mended, then only some of them."""
        if self.question.only is not None:
            return self._itself()
        if self.question.like is not None:
            return self._results(alike(self.searcher, self.question.like), Closeness.EXACT)
        if not self.question.words.strip():
            return self._results(None, Closeness.EXACT)
        for closeness, queries in self.state.reading(self.question.words).attempts():
            if closeness > self.question.loosest:
                break
            if self.question.kind is not Kind.PRODUCT and closeness is Closeness.EXACT:
                queries = self._worth_asking(queries)
            for words in queries:
                result = self._search(words)
                if result.count or self._finds_unfiltered(words):
                    return self._results(words, closeness, result)
        return self._results(Query.empty_query(), Closeness.EXACT)

    def _worth_asking(self, queries):
        """All or none: most words name no maker and no point, which the widest query tells by itself."""
        return queries if queries and self._finds(queries[-1]) else []

    def _itself(self):
        key = f"{self.question.kind}:{self.question.only}"
        hits = self.searcher.search(Query.term_query(SCHEMA, "key", key), 1, count=False).hits
        found = [[_shown(self.searcher, address, field) for field in KEPT] for _, address in hits]
        return Answer(len(found), tuple(Found(self.question.only, *kept) for kept in found))

    def _finds_unfiltered(self, words):
        """Whether only the filters leave nothing: no reason to mend what was typed."""
        if not self.question.filters and self.question.price == (None, None):
            return False
        return self._finds(words)

    def _finds(self, words):
        base = _all_of([self._offered(), words])
        return bool(self.searcher.search(base, 1, count=False).hits)

    def _search(self, words):
        question = self.question
        order = None if question.sort == "relevance" and words is not None else self._order()
        ordering = {"order_by_field": order, "order": tantivy.Order.Asc} if order else {}
        return self.searcher.search(
            self._under(words), max(question.limit, 1), offset=question.offset, **ordering
        )

    def _results(self, words, closeness, result=None):
        result = result or self._search(words)
        addresses = [address for _, address in result.hits][: self.question.limit]
        pks = self.searcher.fast_field_values("pk", addresses) if addresses else []
        shown = [_shown(self.searcher, address) for address in addresses]
        counts = self._counts_asked_for(words)
        return Answer(
            total=result.count,
            found=tuple(Found(pk, each) for pk, each in zip(pks, shown, strict=True)),
            counts={facet: counts[facet] for facet in self.question.facets},
            price_counts=counts.get(_PRICE, {}),
            closeness=closeness,
        )

    def _counts_asked_for(self, words):
        # A question without counts takes no place among those whose counts are kept.
        if not (self.question.facets or self.question.price_bands):
            return {}
        return self.state.counted(self.question, lambda: self._counts(words))

    def _order(self):
        return ORDERED["stars" if self.question.sort == "relevance" else self.question.sort]

    def _under(self, words, *, without=None):
        """All conditions, but the filter `without`."""
        parts = [self._offered(), *self._among()]
        parts += [_has(name, value) for name, value in self.question.filters.items() if name != without]
        if without != _PRICE:
            parts += self._price()
        return _all_of(parts + ([words] if words is not None else []))

    def _offered(self):
        """What may be answered: of products, which alone have an audience, what is offered to the asker."""
        if self.question.kind is Kind.PRODUCT:
            return _has("audience", "adults" if self.question.adults else "everyone")
        return _without_score(Query.term_query(SCHEMA, "kind", self.question.kind))

    def _among(self):
        keys = [f"{self.question.kind}:{pk}" for pk in self.question.among]
        return [_without_score(has_one_of("key", keys))] if keys else []

    def _price(self):
        least, most = self.question.price
        if least is None and most is None:
            return []
        return [_without_score(Query.range_query(SCHEMA, "price", FieldType.Unsigned, least, most))]

    def _counts(self, words):
        """Each facet under all other filters: those not in use share one pass over the results."""
        asked = {facet: _terms(facet) for facet in self.question.facets}
        if self.question.price_bands:
            asked[_PRICE] = _ranges(self.question.price_bands)
        used = {*self.question.filters, *([_PRICE] if self._price() else [])}
        passes = defaultdict(dict)
        for facet, aggregation in asked.items():
            passes[facet if facet in used else None][facet] = aggregation
        counts = {}
        for without, aggregations in passes.items():
            found = self.searcher.aggregate(self._under(words, without=without), aggregations)
            for facet in aggregations:
                counts[facet] = _buckets(facet, found[facet]["buckets"])
        return {facet: counts[facet] for facet in asked}


def _terms(facet):
    return {"terms": {"field": FILTER_FIELDS[facet], "size": MOST_VALUES}}


def _ranges(bands):
    edges = [{"from": low, "to": high} for low, high in zip(bands, bands[1:], strict=False)]
    return {"range": {"field": FILTER_FIELDS[_PRICE], "ranges": [*edges, {"from": bands[-1]}]}}


def _buckets(facet, buckets):
    """Value → how many. A band from 0 comes back as one without a beginning, an empty band as 0."""
    if facet == _PRICE:
        return {int(b.get("from") or 0): b["doc_count"] for b in buckets if b["doc_count"]}
    return {int(b["key"]) if facet in NUMBERS else b["key"]: b["doc_count"] for b in buckets}


def _has(name, value):
    values = value if isinstance(value, tuple) else (value,)
    return _without_score(has_one_of(FILTER_FIELDS[name], values))


def _without_score(query):
    return Query.const_score_query(query, 0.0)


def _all_of(parts):
    return Query.boolean_query([(Occur.Must, part) for part in parts])
