"""How Vietnamese is written and mistyped: what makes two words the same for a search.

The analyzers are the engine's own and serve both sides, entries and queries, so that they cannot disagree.
"""

import re
import unicodedata
from dataclasses import dataclass

import tantivy

from catalog.search.fillers import FILLERS, PHRASES
from catalog.text import fold, nfc

#: Letters of a word longer than this say nothing that people type.
LONGEST_WORD = 40
#: Bytes of the longest letter with its marks; the engine measures words in bytes.
LONGEST_LETTER = 3
#: Words of a query that are read; a longer one is a text, not a search.
MOST_WORDS = 12
#: Words that are joined into one, for who types "caphe" or "gaodienbien".
MOST_JOINED = 5

_simple = tantivy.Tokenizer.simple()


def _analyzer(*filters, longest):
    builder = tantivy.TextAnalyzerBuilder(_simple).filter(tantivy.Filter.lowercase())
    for each in filters:
        builder = builder.filter(each)
    return builder.filter(tantivy.Filter.remove_long(longest)).build()


#: Small letters without tone marks, đ as d.
FOLDED = _analyzer(tantivy.Filter.ascii_fold(), longest=LONGEST_WORD)
#: Small letters with all their marks.
MARKED = _analyzer(longest=LONGEST_WORD * LONGEST_LETTER)

_telex_doubled = re.compile(r"aa|ee|oo|dd")
_telex_marks = re.compile(r"[sfrxjw]")
_vni_marks = re.compile(r"[1-9]")
_first_vowel = re.compile(r"[aeiouy]")
_amount = re.compile(r"\d+(g|gr|gam|gram|kg|kí|ký|ml|l|k)?")
#: Spellings that sound alike somewhere in the country, or are two ways to write one sound.
_ALIKE = (
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^(gi|r)(?![bcdđghklmnpqrstvxwzfj]|$)"), "d"),
    (re.compile(r"^s"), "x"),
    (re.compile(r"^l"), "n"),
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^[kq]"), "c"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"y"), "i"),
    (re.compile(r"z"), "d"),
)
_only_vowel = re.compile(r"\b([hklmst]|qu)([yỳýỷỹỵ])\b")
#: The older place of the tone and the newer one, for each of the tones.
_TONE_PLACES = tuple(
    (nfc(pair[0] + tone + pair[1]), nfc(pair + tone))
    for pair in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
)
#: Grave, acute, tilde, hook above and dot below, apart from their letter.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
#: What parts a name in two.
DASH = re.compile(r"\s[–-]\s")
_part_of_name = re.compile(r"\s[–-]\s|[,(;:]")
#: Phrases of two words that tell nothing beside others, without their marks.
FILLING_PAIRS = frozenset(tuple(fold(phrase).split()) for phrase in PHRASES)
_PLURALS = (("ves", "f"), ("ves", "fe"), ("ies", "y"), ("es", ""), ("s", ""))


def evened(text: str) -> str:
    """The text in small letters and in one of the spellings that are right beside each other.

    "hòa" and "hoà", "Kỳ" and "Kì" are one word each: people differ on where the tone of oa, oe, uy stands,
    and on y or i where it is a syllable's only vowel.
    """
    text = nfc(text.lower())
    for one, other in _TONE_PLACES:
        text = text.replace(one, other)
    return _only_vowel.sub(lambda y: y[1] + "iìíỉĩị"["yỳýỷỹỵ".index(y[2])], text)


def folded(text: str) -> list[str]:
    """The words of a text without their marks."""
    return FOLDED.analyze(evened(text))


def marked(text: str) -> list[str]:
    """The words of a text in small letters, marks and all."""
    return MARKED.analyze(evened(text))


_FILLERS = frozenset(word for filler in FILLERS for word in marked(filler))
_PLAIN_FILLERS = frozenset(word for filler in FILLERS for word in folded(filler))


@dataclass(frozen=True)
class Word:
    """A word of a query: as `typed`, in small letters, and without its marks (`plain`)."""

    typed: str
    plain: str
    #: Whether it may be the beginning of several words written as one ("caph"): no name has it otherwise.
    runs_on: bool = False

    @property
    def has_marks(self) -> bool:
        """Whether the one who typed it uses marks."""
        return not self.typed.isascii()

    @property
    def has_tone(self) -> bool:
        """Whether the mark of its tone is there, with which a syllable is complete."""
        return any(mark in _TONES for mark in unicodedata.normalize("NFD", self.typed))

    def is_filler(self, *, marks_are_meant: bool) -> bool:
        """Whether it may stand around a search without saying what is wanted, as an amount may."""
        known = _FILLERS if marks_are_meant else _PLAIN_FILLERS
        return self.typed in known or bool(_amount.fullmatch(self.typed))


def read(text: str) -> list[Word]:
    """The words of a query."""
    return [Word(typed, "".join(plain)) for typed in marked(text) if (plain := folded(typed))]


def joined(words: list[str], least: int = 2, most: int = MOST_JOINED) -> list[str]:
    """Every run of `least` to `most` neighbouring words, written as one."""
    return [
        "".join(words[start : start + length])
        for length in range(least, most + 1)
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
    """A key that words share when they sound alike: "luong" and "nuong", "mi" and "my", "trâu" and "châu"."""
    for spelling, alike in _ALIKE:
        word = spelling.sub(alike, word)
    return word


def singulars(word: str) -> list[str]:
    """What an English plural may be the plural of: "scarves" → "scarf". Vietnamese has no such ending."""
    if len(word) < 4 or not word.isascii() or word.endswith("ss"):
        return []
    return [word.removesuffix(ending) + single for ending, single in _PLURALS if word.endswith(ending)]


def heads(name: str) -> list[str]:
    """The words that say what kind of thing a name names, with and without marks.

    A Vietnamese name begins with it, after each dash or bracket anew unless a proper name follows; an English
    one ends with it, or the part of it before a comma does. Which of the two a name is nobody says.
    """
    found = set()
    for number, part in enumerate(_part_of_name.split(name)):
        words = [word for word in read(part) if not word.is_filler(marks_are_meant=not part.isascii())]
        if words and not (number and _is_proper(part)):
            for word in (words[0], words[-1]) if part.isascii() else words[:1]:
                found |= {word.typed, word.plain}
    return sorted(found)


def _is_proper(part):
    return all(word[0].isupper() for word in part.split())
