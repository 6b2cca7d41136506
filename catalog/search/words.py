"""How Vietnamese is written and mistyped: what makes two words the same for a search.

The analyzers are the engine's own and serve both sides, entries and queries, so that they cannot disagree.
"""

import re

import tantivy

from catalog.text import nfc

#: Letters of a word longer than this say nothing that people type.
LONGEST_WORD = 40
#: Words of a query that are read; a longer one is a text, not a search.
MOST_WORDS = 12
#: Words that are joined into one, for who types "caphe" or "gaodienbien".
MOST_JOINED = 5

_simple = tantivy.Tokenizer.simple()


def _analyzer(*filters):
    builder = tantivy.TextAnalyzerBuilder(_simple).filter(tantivy.Filter.lowercase())
    for each in filters:
        builder = builder.filter(each)
    return builder.filter(tantivy.Filter.remove_long(LONGEST_WORD)).build()


#: Small letters without tone marks, đ as d.
FOLDED = _analyzer(tantivy.Filter.ascii_fold())
#: Small letters with all their marks.
MARKED = _analyzer()

_telex_doubled = re.compile(r"aa|ee|oo|dd")
_telex_marks = re.compile(r"[sfrxjw]")
_vni_marks = re.compile(r"[1-9]")
_first_vowel = re.compile(r"[aeiouy]")
#: Spellings that sound alike somewhere in the country, or are two ways to write one sound.
_ALIKE = (
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^(gi|r)(?=[aeiou])"), "d"),
    (re.compile(r"^s"), "x"),
    (re.compile(r"^l"), "n"),
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^[kq]"), "c"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"y"), "i"),
    (re.compile(r"z"), "d"),
)


def folded(text: str) -> list[str]:
    """The words of a text without their marks."""
    return FOLDED.analyze(nfc(text))


def marked(text: str) -> list[str]:
    """The words of a text in small letters, marks and all."""
    return MARKED.analyze(nfc(text))


def joined(words: list[str], most: int = MOST_JOINED) -> list[str]:
    """Every run of two to `most` neighbouring words, written as one."""
    return [
        "".join(words[start : start + length])
        for length in range(2, most + 1)
        for start in range(len(words) - length + 1)
    ]


def unkeyed(word: str) -> str:
    """A folded word as it was meant, where Telex or VNI keys stand in it: "maatj" and "ma65t" are "mat"."""
    vowel = _first_vowel.search(word)
    if vowel is None or not word.isascii():
        return word
    rest = _vni_marks.sub("", word[vowel.end() :])
    return _telex_doubled.sub(lambda pair: pair[0][0], word[: vowel.end()] + _telex_marks.sub("", rest))


def sound(word: str) -> str:
    """A key that folded words share when they sound alike: "luong" and "nuong", "mi" and "my"."""
    for spelling, alike in _ALIKE:
        word = spelling.sub(alike, word)
    return word
