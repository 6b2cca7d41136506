"""A query's words as the engine is asked for them.

Every word must be found somewhere, the name telling most. A word that no entry has is taken for mistyped: as
keys that no input method turned into marks, as spelt the way it sounds, or with a letter or two wrong. Words
that staff say mean the same, and neighbours written as one, stand for each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import tantivy
from tantivy import Occur, Query

from catalog.search.question import Closeness
from catalog.search.schema import SCHEMA, WORD_FIELDS
from catalog.search.words import MOST_JOINED, MOST_WORDS, folded, marked, sound, unkeyed

#: How much a word tells by where it is found; BM25's own weights come on top.
WEIGHTS = {"name": 5.0, "group": 1.0, "maker": 2.5, "place": 2.5, "former_place": 1.5, "body": 0.6}
PREFIX_WEIGHTS = {"name": 2.0, "maker": 1.0, "place": 1.0, "joined": 1.5}
JOINED_WEIGHTS = {"joined": 4.0, "joined_else": 2.0}
MENDED_FIELDS = {"name": 2.0, "joined": 1.6, "maker": 1.0, "place": 1.0, "joined_else": 0.8}
PHRASE_WEIGHT = 4.0
MARKED_WEIGHT = 2.0
#: Letters that a word needs for one, and for two of them to be wrong.
ONE_WRONG, TWO_WRONG = 3, 6


@dataclass(frozen=True)
class Vocabulary:
    """What the index knows beside its entries: `synonyms` (folded phrase → phrases that mean the same) and
    `twins` (folded place name → the names that it may mean, marks and all)."""

    synonyms: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    twins: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Reading:
    """The words of one query, read against one state of the index."""

    searcher: tantivy.Searcher
    vocabulary: Vocabulary
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Without their marks."""
        return folded(self.text)[:MOST_WORDS]

    @cached_property
    def _marked(self):
        return marked(self.text)[:MOST_WORDS]

    def query(self, closeness: Closeness) -> Query | None:
        """What is asked for at this closeness; None where there is nothing that could be asked."""
        if not self.words:
            return None
        spans = self._spans()
        clauses = [self._span(start, end, closeness) for start, end in spans]
        wanted = [(Occur.Must, clause) for clause in clauses]
        if closeness is Closeness.PARTIAL:
            if len(clauses) < 2:
                return None
            some = [(Occur.Should, clause) for clause in clauses]
            wanted = [(Occur.Must, Query.boolean_query(some, (len(clauses) + 1) // 2))]
        return Query.boolean_query(wanted + [(Occur.Should, bonus) for bonus in self._bonuses()])

    def _spans(self):
        """Neighbouring words that stand for something together, the longest first, and the others alone."""
        taken = [False] * len(self.words)
        spans = []
        for length in range(min(MOST_JOINED, len(self.words)), 1, -1):
            for start in range(len(self.words) - length + 1):
                end = start + length
                if not any(taken[start:end]) and self._stands_together(start, end):
                    taken[start:end] = [True] * length
                    spans.append((start, end))
        return sorted(spans + [(n, n + 1) for n, is_taken in enumerate(taken) if not is_taken])

    def _stands_together(self, start, end):
        phrase = tuple(self.words[start:end])
        return (
            phrase in self.vocabulary.synonyms
            or self._twin(start, end) is not None
            or bool(self.searcher.doc_freq("name", "".join(phrase)))
        )

    def _twin(self, start, end):
        """The place that is meant, where its marks tell it from another place."""
        names = self.vocabulary.twins.get(" ".join(self.words[start:end]), ())
        name = " ".join(self._marked[start:end])
        return name if name in names else None

    def _span(self, start, end, closeness):
        phrase = tuple(self.words[start:end])
        twin = self._twin(start, end)
        if twin:
            return Query.boost_query(_term("place_name", twin), WEIGHTS["place"])
        ways = [_all(self._word(word, closeness) for word in phrase)]
        for other in self.vocabulary.synonyms.get(phrase, ()):
            ways.append(_all(self._exact(word) for word in other))
        if len(phrase) > 1:
            ways.append(self._exact("".join(phrase)))
        return Query.disjunction_max_query(ways, 0.1) if len(ways) > 1 else ways[0]

    def _word(self, word, closeness):
        """One word; mistyped only where it is unknown, or where nothing was found at first."""
        ways = [self._exact(word)]
        if closeness >= Closeness.MENDED or not self._is_known(word):
            ways += self._mended(word)
        return Query.disjunction_max_query(ways, 0.1)

    def _is_known(self, word):
        fields = (*WORD_FIELDS, *JOINED_WEIGHTS)
        return any(self.searcher.doc_freq(field, word) for field in fields) or any(
            self.searcher.terms_with_prefix(field, word, limit=1) for field in PREFIX_WEIGHTS
        )

    def _exact(self, word):
        weights = {**WEIGHTS, **JOINED_WEIGHTS}
        ways = [Query.boost_query(_term(field, word), weight) for field, weight in weights.items()]
        ways += [
            Query.boost_query(_fuzzy(field, word, 0, prefix=True), weight)
            for field, weight in PREFIX_WEIGHTS.items()
            if len(word) > 1 or field == "name"
        ]
        return Query.disjunction_max_query(ways, 0.1)

    def _mended(self, word):
        meant = unkeyed(word)
        ways = [Query.boost_query(_term("sound", sound(each)), 3.0) for each in {word, meant}]
        if meant != word:
            ways.append(Query.boost_query(self._exact(meant), 0.9))
        for wrong in range(1, _letters_wrong(word) + 1):
            ways += [
                Query.boost_query(_fuzzy(field, word, wrong), weight / wrong**2)
                for field, weight in MENDED_FIELDS.items()
            ]
        return ways

    def _bonuses(self):
        """What ranks results without finding any: words in the order typed, and with the marks typed."""
        if len(self.words) > 1:
            yield Query.boost_query(Query.phrase_query(SCHEMA, "name", self.words, 1), PHRASE_WEIGHT)
        for typed in self._marked:
            if not typed.isascii():
                yield Query.boost_query(_term("marked", typed), MARKED_WEIGHT)


def _letters_wrong(word):
    """How many wrong letters are forgiven in it. Numbers are never mistyped into others."""
    if any(letter.isdigit() for letter in word):
        return 0
    return (len(word) >= ONE_WRONG) + (len(word) >= TWO_WRONG)


def _term(field, word):
    return Query.term_query(SCHEMA, field, word)


def _fuzzy(field, word, wrong, *, prefix=False):
    return Query.fuzzy_term_query(SCHEMA, field, word, wrong, True, prefix)


def _all(clauses):
    clauses = list(clauses)
    return Query.boolean_query([(Occur.Must, each) for each in clauses]) if len(clauses) > 1 else clauses[0]
