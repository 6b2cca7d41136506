"""What a cell of a sheet means: words, a whole number, a day. ValueError says in words what it is not."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.warehouse.sheets import NEVER
from shop.warehouse.shipping import MOST_UNITS

DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")


def words_of(raw) -> str:
    """One line of text; a number that Excel made of a code is that code again."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return "" if raw is None else one_line(str(raw))


def units_of(raw) -> int | None:
    """A number of units from 0; None for an empty cell."""
    words = words_of(raw)
    if not words:
        return None
    # Not isdigit(): that takes ² for a digit.
    if words[:1] == "-" and words[1:].isdecimal():
        raise ValueError(_("A number of units is never negative."))
    if isinstance(raw, bool) or not words.isdecimal():
        raise ValueError(_("This is not a whole number."))
    if len(words) > 12 or int(words) > MOST_UNITS:
        raise ValueError(_("At most %(most)s.") % {"most": MOST_UNITS})
    return int(words)


def threshold_of(raw) -> tuple[bool, int | None]:
    """Whether the threshold is to be set, and what to; None: nobody is told."""
    words = words_of(raw)
    if words.casefold() == NEVER:
        return True, None
    return bool(words), units_of(raw)


def day_of(raw) -> date | None:
    """A day; None for an empty cell."""
    if isinstance(raw, datetime):
        return raw.date()
    words = words_of(raw)
    for form in DAYS if words else ():
        try:
            return datetime.strptime(words, form).date()
        except ValueError:  # noqa: PERF203 - three forms
            continue
    if words:
        raise ValueError(_("This is not a day as 31/12/2026."))
    return None
