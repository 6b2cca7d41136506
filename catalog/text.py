"""Vietnamese text: stored in one form (NFC), searched without its marks."""

import re
import unicodedata
from functools import lru_cache

from django.db import models

_words = re.compile(r"\w+")
#: Breve, circumflex and horn make letters of their own after the plain one, in this order: ă, â; ô, ơ.
_SHAPES = {"\u0306": "{", "\u0302": "|", "\u031b": "}"}
#: Grave, hook above, tilde, acute, dot below: the order of dictionaries.
_TONES = {tone: str(rank) for rank, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}


def nfc(text: str) -> str:
    """The text in Unicode's composed form, in which everything here is stored and compared."""
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """What was typed, as NFC and with single spaces."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """The text for searching: lower case, without tone and vowel marks, đ as d.

    Never for equality of place names: Nà Tòng and Na Tông are two places.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def having_words(objects: models.QuerySet, typed: str, *fields: str) -> models.QuerySet:
    """Those that have all the typed words in `fields` together, marks or not; all where none is typed.

    In Python, as neither engine folds đ: for the hundreds or few thousands of rows that staff search in.
    """
    words = fold(typed).split()
    if not words:
        return objects
    rows = objects.order_by().values_list("pk", *fields)
    return objects.filter(pk__in=[pk for pk, *texts in rows if _has_words(texts, words)])


def _has_words(texts, words):
    text = fold(" ".join(text for text in texts if text))
    return all(word in text for word in words)


@lru_cache(4_096)  # A list of filters sorts the same names on each page.
def collated(text: str) -> str:
    """A key that sorts as Vietnamese dictionaries do: ă and â after a, đ after d; tones only between equals.

    Keys are to be compared letter by letter, as Python and the search index do.
    """
    letters, tones = [], []
    for each in unicodedata.normalize("NFD", " ".join(_words.findall(nfc(text).lower()))):
        if each in _SHAPES:
            letters.append(_SHAPES[each])
        elif each in _TONES:
            tones[-1] = _TONES[each]
        elif not unicodedata.combining(each):
            letters.append("d{" if each == "đ" else each)
            tones.append("0")
    return f"{''.join(letters)}\x1f{''.join(tones)}"


class NFCMixin:
    """Makes a text field store NFC whichever way the value comes in, bulk writes included."""

    def to_python(self, value):
        value = super().to_python(value)
        return nfc(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class NFCCharField(NFCMixin, models.CharField):
    """A line of text, stored as NFC."""


class NFCTextField(NFCMixin, models.TextField):
    """A longer text, stored as NFC."""
