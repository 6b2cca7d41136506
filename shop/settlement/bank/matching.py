"""Which order a memo names. Banks add words around it, drop spaces, and break lines inside of numbers."""

import re

from catalog.text import fold

#: The code and its digits, with a space or a mark between them. What stands before may be glued to it; a
#: digit after it may not, since nobody could say where the number ends.
_code = re.compile(r"db[\s.:#_-]{0,2}(\d+)")
#: The same with single spaces or line breaks among its digits, for memos where nothing else was found.
_broken = re.compile(r"db[\s.:#_-]{0,2}((?:\d\s?){5}\d)(?!\s?\d)")
DIGITS, MOST_DIGITS = 6, 9


def order_number_in(memo: str) -> str | None:
    """The number of the one order that a memo names; None where it names none, several, or one that
    cannot be.
    """
    words = fold(memo)
    runs = set(_code.findall(words))
    whole = {run for run in runs if _can_be(run)}
    if runs - whole and not all(len(run) < DIGITS for run in runs - whole):
        return None
    if not whole:
        whole = {re.sub(r"\s", "", run) for run in _broken.findall(words)}
    return f"DB{whole.pop()}" if len(whole) == 1 else None


def _can_be(digits):
    """Six digits, or more where they do not begin with 0: so numbers are written (`OrderNumberGenerator`)."""
    if not digits.isascii():
        return False
    return len(digits) == DIGITS or (DIGITS < len(digits) <= MOST_DIGITS and digits[0] != "0")
