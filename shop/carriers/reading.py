"""Reading what a carrier's machine answers: JSON whose every text can be kept and shown."""

import json
import unicodedata

from catalog.text import one_line

#: Letters of any one text; an address to print from, the longest of them, has some hundreds.
LONGEST_TEXT = 2_000
#: Control characters, NUL among them, and halves of characters: no database keeps these.
_UNKEEPABLE = ("Cc", "Cs")


def read_object(answer: bytes) -> dict | None:
    """The JSON object of an answer, with all its texts as `keepable`; None for what is no object."""
    try:
        read = _cleaned(json.loads(answer))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def keepable(text: str) -> str:
    """The text as one line of NFC, without what cannot be kept, cut to LONGEST_TEXT letters."""
    kept = (letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _UNKEEPABLE)
    return one_line("".join(kept))[:LONGEST_TEXT]


def _cleaned(read):
    if isinstance(read, str):
        return keepable(read)
    if isinstance(read, list):
        return [_cleaned(each) for each in read]
    if isinstance(read, dict):
        return {keepable(name): _cleaned(value) for name, value in read.items()}
    return read
