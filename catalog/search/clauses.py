"""What one word of a query is looked for by: as typed, as it was meant, with letters wrong.

Nothing here knows the words beside it; `catalog.search.asking` puts them together.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import tantivy
from tantivy import Occur, Query

from catalog.search.schema import SCHEMA
from catalog.search.words import Word, folded, singulars, sound, unkeyed

#: How much a word tells by where an entry is named with it; BM25's own weights come on top.
WEIGHTS = {"name": 5.0, "maker": 2.5, "place": 2.5, "former_place": 1.5, "joined": 4.0, "joined_else": 2.0}
PREFIX_WEIGHTS = {"name": 2.0, "maker": 1.0, "place": 1.0, "joined": 1.5}
GROUP_WEIGHT = 1.0
BODY_WEIGHT = 0.6
PLACE_WEIGHT = WEIGHTS["place"]
MENDED_WEIGHTS = {"joined": 2.0, "joined_else": 1.0}
MENDED_MARKED_WEIGHTS = {"marked": 2.0}
SOUND_WEIGHT = 3.0
#: How much of a word's weight is left where it had to be read differently from how it was typed.
OTHERWISE = 0.9
#: Letters that a word needs for one, and for two of them to be wrong; hardly a syllable has so many.
ONE_WRONG, TWO_WRONG = 3, 7
#: Letters that may begin several words written as one.
LEAST_JOINED = 4
#: Words whose clauses are kept made: one query asks for each of its words several times.
REMEMBERED = 2_000
_LEAST_OF_PREFIX = {"name": 1, "maker": 2, "place": 2, "joined": LEAST_JOINED}


@lru_cache(REMEMBERED)
def named(word: str) -> Query:
    """The folded word, whole, in what an entry is named by: name, maker, place."""
    return any_of(boosted(term(field, word), weight) for field, weight in WEIGHTS.items())


def named_so(typed: str) -> Query:
    """As `named`, a word that is written with marks only with these: "đỗ" is not "đỏ"."""
    found = named("".join(folded(typed)))
    return found if typed.isascii() else all_of([found, Query.const_score_query(term("marked", typed), 0.0)])


@lru_cache(REMEMBERED)
def naming(word: Word) -> Query:
    """The word, or one that begins with it, in what an entry is named by.

    A tone is the last that is typed of a syllable: "trươ" may become "trường", "trà" never "trâu".
    """
    if word.has_tone:
        return any_of([named(word.plain), boosted(_beginning("marked", word.typed), PREFIX_WEIGHTS["name"])])
    ways = [
        boosted(_beginning(field, word.plain), weight)
        for field, weight in PREFIX_WEIGHTS.items()
        if len(word.plain) >= _LEAST_OF_PREFIX[field] and (field != "joined" or word.runs_on)
    ]
    return any_of([named(word.plain), *ways])


def runs_on(searcher: tantivy.Searcher, word: Word) -> bool:
    """Whether it is to be looked for as the beginning of several words written as one.

    Not where it begins a name's word: what is joined to that begins so too, thousands of times.
    """
    return not list(searcher.terms_with_prefix("name", word.plain, limit=1))


def telling(word: Word, *, marks_are_meant: bool) -> Query:
    """The word where an entry is named, or in what is told of it; there with the marks that were typed.

    In running text every syllable turns up sometime; "chè đen" must not be found in "nói đến chè".
    """
    told = term("marked_body", word.typed) if marks_are_meant else term("body", word.plain)
    return any_of([naming(word), boosted(told, BODY_WEIGHT)])


def telling_marked(word: Word) -> Query:
    """The same, wherever it is with the marks that were typed."""
    marks = any_of([term("marked", word.typed), _beginning("marked", word.typed)])
    told = boosted(term("marked_body", word.typed), BODY_WEIGHT)
    return any_of([all_of([naming(word), Query.const_score_query(marks, 0.0)]), told])


def grouped(word: Word) -> Query:
    """The word in the name of an entry's group, which names other kinds of things beside."""
    return boosted(term("group", word.plain), GROUP_WEIGHT)


def grouped_marked(word: Word) -> Query:
    """The same, with the marks that were typed."""
    return boosted(term("marked_group", word.typed), GROUP_WEIGHT)


@lru_cache(REMEMBERED)
def meant(word: Word) -> Query:
    """The word as it was meant, where its letters are right but not those that the entry has.

    Keys that no input method turned into marks, spellings of one sound, an English plural.
    """
    keyed = unkeyed(word.plain)
    spoken = {sound(word.typed)} | ({sound(keyed)} if keyed != word.plain else set())
    ways = [boosted(term("sound", each), SOUND_WEIGHT) for each in sorted(spoken)]
    others = {keyed, *singulars(word.plain)} - {word.plain}
    return any_of(ways + [boosted(naming(Word(other, other)), OTHERWISE) for other in sorted(others)])


def mistyped(word: Word, least: int = ONE_WRONG) -> list[Query]:
    """The word with a letter or two wrong, if it has `least` letters. Numbers are never mistyped into others.

    Who typed marks gave more by which to tell: then a wrong mark is a wrong letter as well.
    """
    if len(word.plain) < least or any(letter.isdigit() for letter in word.plain):
        return []
    return [
        boosted(_fuzzy(field, text, wrong), weight / wrong**2)
        for wrong in range(1, 2 + (len(word.plain) >= TWO_WRONG))
        for text, weights in _spellings(word)
        for field, weight in weights.items()
    ]


def _spellings(word):
    if not word.has_marks:
        yield word.plain, MENDED_WEIGHTS
        return
    yield word.typed, MENDED_MARKED_WEIGHTS
    if len(word.plain) >= TWO_WRONG:
        yield word.plain, MENDED_WEIGHTS


def is_known(searcher: tantivy.Searcher, word: str) -> bool:
    """Whether any entry has the folded word, or is named with one that begins so."""
    return any(searcher.doc_freq(field, word) for field in (*WEIGHTS, "group", "body")) or any(
        searcher.terms_with_prefix(field, word, limit=1) for field in PREFIX_WEIGHTS
    )


def phrase(field: str, words: list[str], slop: int = 0) -> Query:
    """The words one after another."""
    return Query.phrase_query(SCHEMA, field, words, slop)


def has_one_of(field: str, values: Sequence[str | int]) -> Query:
    """The field has one of the values. The engine's own query for sets takes half a millisecond to begin."""
    terms = [Query.term_query(SCHEMA, field, value) for value in values]
    return terms[0] if len(terms) == 1 else some_of(terms, 1)


def term(field: str, word: str) -> Query:
    """The field has the word."""
    return Query.term_query(SCHEMA, field, word)


def boosted(query: Query, weight: float) -> Query:
    """Telling `weight` times as much."""
    return Query.boost_query(query, weight)


def any_of(ways: Iterable[Query]) -> Query:
    """The best of the ways counts, the others hardly."""
    ways = list(ways)
    return Query.disjunction_max_query(ways, 0.1) if len(ways) > 1 else ways[0]


def all_of(clauses: Iterable[Query], extra: Iterable[Query] = ()) -> Query:
    """Every one of the clauses; `extra` ones only rank."""
    musts = [(Occur.Must, each) for each in clauses]
    shoulds = [(Occur.Should, each) for each in extra]
    return musts[0][1] if len(musts) == 1 and not shoulds else Query.boolean_query(musts + shoulds)


def some_of(clauses: Iterable[Query], least: int) -> Query:
    """At least so many of the clauses."""
    return Query.boolean_query([(Occur.Should, each) for each in clauses], least)


def _fuzzy(field, word, wrong):
    return Query.fuzzy_term_query(SCHEMA, field, word, wrong, True, False)


def _beginning(field, word):
    return Query.fuzzy_term_query(SCHEMA, field, word, 0, True, True)
