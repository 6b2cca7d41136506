"""Vietnamese text: stored in one form (NFC), searched without its marks."""

import unicodedata

from django.db import models


def nfc(text: str) -> str:
    """The text in Unicode's composed form, in which everything here is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text for searching: lower case, without tone and vowel marks, đ as d.

    Never for equality of place names: Nà Tòng and Na Tông are two places.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


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
