"""Addresses that the editor makes from a title: without Vietnamese marks, like those that `fold` makes."""

import re

from wagtail.admin.widgets.slug import SlugInput

from catalog.text import fold

#: Latin letters with marks: the supplement and extensions A and B, and the additional ones of Vietnamese.
_MARKED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)) if chr(code).isalpha()]


def plain_letters() -> list[tuple[re.Pattern, str]]:
    """For each plain letter the marked ones that become it; and marks that stand alone become nothing."""
    by_letter = {}
    for marked in _MARKED:
        letter = fold(marked)
        if len(letter) == 1 and letter.isascii():
            by_letter.setdefault(letter, []).append(marked)
    pairs = [(re.compile(f"[{''.join(marked)}]"), letter) for letter, marked in by_letter.items()]
    return [*pairs, (re.compile("[\u0300-\u036f]"), "")]


def slug_input() -> SlugInput:
    """Wagtail's, which on its own turns "Đi chợ" into "dji-ch"."""
    return SlugInput(formatters=plain_letters())
