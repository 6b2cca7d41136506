"""A query's words as the engine is asked for them, from the strictest reading to the most forgiving.

First every word must be found, the name telling most; with the marks typed, then whatever its marks. Words
that only surround a search ("mua", "giá", "xã") may be missing. A word that no entry has is taken for
mistyped, then one of those that some entry has. At last some of the words will do, if they say what kind of
thing is wanted. What is mended or left out must be made up for by names: running text proves nothing.

Words that staff say mean the same, and neighbours written as one, stand for each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import tantivy
from tantivy import Query

from catalog.search import clauses
from catalog.search.clauses import all_of, any_of, boosted, term
from catalog.search.question import Closeness
from catalog.search.words import FILLING_PAIRS, MOST_JOINED, MOST_WORDS, Word, read

#: What the words tell together, the first as the kind of thing, or with their marks, on top of each; what a
#: filler tells, of what it would.
PHRASE_WEIGHT = 4.0
PAIR_WEIGHT = 1.5
HEAD_WEIGHT = 4.0
FILLER_WEIGHT = 0.3
MARKED_WEIGHT = 2.0
#: A longer query has only its unknown words mended: one that names so much is found by some of its words.
MOST_MENDED = 4
#: Telling words or phrases from which a query is long.
LONG = 4
#: Of so many words one must be found, where not all are.
PART_FOUND = 3
#: Letters below which a word that stands alone is not taken for another: too many are as near.
LEAST_ALONE = 4

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """What the index knows beside its entries.

    `synonyms`: folded phrase → each phrase that it may mean, as staff wrote it, and those that mean the same.
    `twins`: folded place name → the names that it may mean, marks and all.
    `groups`: folded words that name groups → the codes of these.
    """

    synonyms: Mapping[Phrase, list[tuple[Phrase, tuple[Phrase, ...]]]]
    twins: Mapping[str, frozenset[str]]
    groups: Mapping[Phrase, frozenset[str]]


@dataclass(frozen=True)
class Reading:
    """The words of one query, read against one state of the index."""

    searcher: tantivy.Searcher
    vocabulary: Vocabulary
    text: str

    def attempts(self) -> Iterator[tuple[Closeness, list[Query]]]:
        """What to ask for, one after another until something is found; nothing where there are no words.

        Of the exact ones the last finds whatever the others do.
        """
        if self._words:
            yield Closeness.EXACT, self._exact
            yield Closeness.MENDED, self._mended
            yield Closeness.PARTIAL, self._partial

    @cached_property
    def _exact(self):
        """With the marks typed; without; with words that only the group has; a long query is seldom found."""
        groups = [term("group_code", code) for code in sorted(self._groups)]
        if self._unknown and not groups:
            return []
        anywhere = any_of([self._found(self._anywhere), *groups])
        if len(self._telling) >= LONG and not self._finds(anywhere):
            return []
        itself = any_of(self._span(span, self._as_typed) for span in self._telling)
        ways = [self._anywhere_marked, self._anywhere] if self._marks_are_meant else [self._anywhere]
        return [*(any_of([self._found(way, itself), *groups]) for way in ways), anywhere]

    @cached_property
    def _mended(self):
        """With unknown words mended, the others right; with one word mended that is a word as well."""
        if self._lost:
            return []
        unknown = [self._found(self._mended_if_unknown, *self._right(1))] if self._unknown else []
        if len(self._telling) > MOST_MENDED:
            return unknown
        return [*unknown, self._found(self._mending, *self._right(len(self._telling) - 1))]

    @cached_property
    def _partial(self):
        """With some of the words, if they say what kind of thing is wanted. A phrase counts for each word."""
        if len(self._spans) == 1:
            return self._taken_apart()
        spans = [span for span in self._telling if not self._lost.issuperset(_plain(span))]
        found = [self._span(span, self._mended_if_unknown) for span in spans for _ in span]
        least = -(-sum(map(len, self._telling)) // PART_FOUND)
        return [self._ranked([any_of(self._kinds_wanted()), clauses.some_of(found, least)])]

    def _taken_apart(self):
        """With some words of the one phrase that there is, or of another that means the same."""
        by_words = replace(self.vocabulary, synonyms={})
        meant = self.vocabulary.synonyms.get(_plain(self._words), ())
        phrases = dict.fromkeys(each for phrase, others in meant for each in (phrase, *others))
        readings = [replace(self, vocabulary=by_words, text=" ".join(phrase)) for phrase in phrases]
        return [query for reading in readings for query in reading._partial]

    def _finds(self, query):
        return bool(self.searcher.search(query, 1, count=False).hits)

    @cached_property
    def _words(self) -> list[Word]:
        words = read(self.text)[:MOST_WORDS]
        return [replace(word, runs_on=clauses.runs_on(self.searcher, word)) for word in words]

    @property
    def _groups(self):
        """The groups that all the words together name: what is in them is wanted, whatever it is called."""
        return self.vocabulary.groups.get(_plain(self._words), ())

    @cached_property
    def _marks_are_meant(self):
        return any(word.has_marks for word in self._words)

    @cached_property
    def _spans(self):
        """Neighbouring words that stand for something together, the longest first, and the others alone."""
        taken = [False] * len(self._words)
        spans = []
        for length in range(min(MOST_JOINED, len(self._words)), 1, -1):
            for start in range(len(self._words) - length + 1):
                end = start + length
                if not any(taken[start:end]) and self._stands_together(self._words[start:end]):
                    taken[start:end] = [True] * length
                    spans.append((start, end))
        spans = sorted(spans + [(n, n + 1) for n, is_taken in enumerate(taken) if not is_taken])
        return [tuple(self._words[start:end]) for start, end in spans]

    @cached_property
    def _telling(self):
        """The spans that say what is wanted; all of them where none does."""
        candidates = {word for word in self._words if word.is_filler(marks_are_meant=self._marks_are_meant)}
        others = set(self._words) - candidates
        fillers = {word for word in candidates if not any(self._is_pair(word, other) for other in others)}
        telling = [span for span in self._spans if len(span) > 1 or span[0] not in fillers] or self._spans
        return [span for span in telling if not self._is_common(span)] or telling

    def _is_common(self, span):
        """Whether it names what all goods come from, and no smaller place."""
        if _plain(span) not in FILLING_PAIRS:
            return False
        end = self._words.index(span[-1]) + 1
        more = "".join(word.plain for word in (*span, *self._words[end : end + 1]))
        return end == len(self._words) or not self.searcher.doc_freq("joined_else", more)

    @property
    def _pairs(self):
        return list(zip(self._words, self._words[1:], strict=False))

    def _is_pair(self, left, right):
        """Whether the two are neighbours in a product's or a group's name, in either order."""
        orders = (left.plain + right.plain, right.plain + left.plain)
        fields = ("joined", "group_pair")
        return any(self.searcher.doc_freq(field, pair) for field in fields for pair in orders)

    @cached_property
    def _unknown(self):
        """Telling words that no entry has and that mean no other: mistyped, or not to be had here."""
        alone = {word for span in self._telling for word in span if not list(self._same((word,)))}
        together = {word for span in self._telling if len(span) > 1 for word in span}
        return {word.plain for word in alone - together if not clauses.is_known(self.searcher, word.plain)}

    @cached_property
    def _lost(self):
        """Those of them that cannot be mended either."""
        words = {word for span in self._telling for word in span if word.plain in self._unknown}
        return {word.plain for word in words if not self._finds(self._mending(word))}

    def _stands_together(self, span):
        together = "".join(_plain(span))
        return (
            _plain(span) in FILLING_PAIRS
            or any(True for _ in self._same(span))
            or self._twin(span) is not None
            or bool(self.searcher.doc_freq("name", together))
        )

    def _twin(self, span):
        """The place that is meant, where its marks tell it from another place."""
        names = self.vocabulary.twins.get(" ".join(_plain(span)), ())
        name = " ".join(word.typed for word in span)
        return name if name in names else None

    def _as_typed(self, word):
        return clauses.telling(word, marks_are_meant=self._marks_are_meant)

    def _anywhere(self, word):
        return any_of([self._as_typed(word), clauses.grouped(word)])

    def _anywhere_marked(self, word):
        return any_of([clauses.telling_marked(word), clauses.grouped_marked(word)])

    def _mending(self, word):
        least = clauses.ONE_WRONG if len(self._telling) > 1 else LEAST_ALONE
        return any_of([clauses.naming(word), clauses.meant(word), *clauses.mistyped(word, least)])

    def _mended_if_unknown(self, word):
        return self._mending(word) if word.plain in self._unknown else self._as_typed(word)

    def _right(self, least):
        """So many of the words are as they are spelt or sound where an entry is named."""
        if len(self._telling) > 1:
            yield clauses.some_of([self._span(span, _spelt_right) for span in self._telling], least)

    def _found(self, word_query, *also):
        """Every telling word found by `word_query` or a synonym; `also` holds, without a say in the order."""
        found = [self._span(span, word_query) for span in self._telling]
        fillers = [self._span(span, word_query) for span in self._spans if span not in self._telling]
        conditions = [Query.const_score_query(each, 0.0) for each in also]
        return self._ranked(found + conditions, [boosted(each, FILLER_WEIGHT) for each in fillers])

    def _span(self, span, word_query):
        twin = self._twin(span)
        if twin:
            return boosted(term("place_name", twin), clauses.PLACE_WEIGHT)
        ways = [all_of(any_of([word_query(word), *self._same([word])]) for word in span)]
        if len(span) > 1:
            ways += [*self._same(span), clauses.named("".join(_plain(span)))]
        return any_of(ways)

    def _same(self, span):
        """What means the same as the span; "dầu" is not meant where it says "đậu", "dau" is."""
        for phrase, others in self.vocabulary.synonyms.get(_plain(span), ()):
            if all(not word.has_marks or word.typed == own for word, own in zip(span, phrase, strict=True)):
                yield from (all_of(map(clauses.named_so, other)) for other in others)

    def _kinds_wanted(self):
        """What says which kind of thing is wanted, though not all words are found.

        Two neighbours of a name: a syllable alone means little. The first word, which in Vietnamese says what
        a thing is, as it does of the entry; without marks it may be English, where the last one does.
        """
        ways = [term("joined", left.plain + right.plain) for left, right in self._pairs]
        ways += [self._span(span, clauses.naming) for span in self._telling if len(span) > 1]
        ends = [self._telling[0]] if self._marks_are_meant else [self._telling[0], self._telling[-1]]
        ways += [term("head", span[0].typed) for span in ends]
        ways += [each for span in ends for each in self._same(span)]
        return ways

    def _ranked(self, found, extra=()):
        return all_of(found, [*extra, *self._bonuses()])

    def _bonuses(self):
        """What ranks results without finding any: neighbours there too, the kind of thing, marks typed."""
        if len(self._words) > 1:
            yield boosted(clauses.phrase("name", [word.plain for word in self._words], 1), PHRASE_WEIGHT)
        yield Query.const_score_query(term("head", self._telling[0][0].typed), HEAD_WEIGHT)
        for left, right in self._pairs:
            pair = left.plain + right.plain
            yield boosted(any_of([term("joined", pair), term("joined_else", pair)]), PAIR_WEIGHT)
        for word in self._words:
            if word.has_marks:
                yield boosted(term("marked", word.typed), MARKED_WEIGHT)


def _plain(span):
    return tuple(word.plain for word in span)


def _spelt_right(word):
    return any_of([clauses.named(word.plain), clauses.meant(word)])
