"""The body of a page."""

import unicodedata

from wagtail.fields import StreamField


def nfc_all(value):
    """`value`, a tree of lists and dicts, with every text in it as NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [nfc_all(item) for item in value]
    if isinstance(value, dict):
        return {key: nfc_all(item) for key, item in value.items()}
    return value


class NFCStreamField(StreamField):
    """A stream of blocks whose text is stored as NFC, in the page and in its revisions."""

    def get_prep_value(self, value):
        return nfc_all(super().get_prep_value(value))
