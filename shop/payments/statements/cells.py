"""What a cell of a statement means: a moment, đồng, words. ValueError says in words what it is not."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.payments.vietqr import MOST_DONG

_currency = re.compile(r"(?i)\s*(vnd|vnđ|đồng|đ|₫)\.?$")
#: Groups of three or none at all; a fraction is two digits at most, so that 1,250 is never 1.25.
_whole = {
    ".": re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?"),
    ",": re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?"),
}


def words_of(raw: object) -> str:
    """One line of text; a number that Excel made of a code is that code again."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return "" if raw is None else one_line(str(raw).replace("\0", " "))


def moment_of(raw: object, dates: tuple[str, ...]) -> datetime | None:
    """When it was booked, midnight where only the day is told; None for an empty cell."""
    if isinstance(raw, datetime):
        return _here(raw.replace(tzinfo=None))
    if isinstance(raw, date):
        return _here(datetime(raw.year, raw.month, raw.day))
    words = words_of(raw)
    if not words:
        return None
    for form in dates:
        try:
            return _here(datetime.strptime(words, form))
        except ValueError:  # noqa: PERF203 - a handful of forms
            continue
    raise ValueError(_("“%(words)s” is not a day as this bank writes it.") % {"words": words[:40]})


def _here(moment):
    return moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def dong_of(raw: object, thousands: str) -> int | None:
    """Whole đồng, negative with a minus or in brackets; None for an empty cell."""
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float)):
        return _within(_integral(raw), str(raw))
    words = _currency.sub("", one_line(str(raw)).replace(" ", "").replace("\u2212", "-"))
    if words in ("", "-"):
        return None
    sign, digits = _signed(words)
    found = _whole[thousands].fullmatch(digits)
    if found is None or not digits.isascii() or int(found[2] or 0):
        raise _not_dong(words)
    return sign * _within(int(found[1].replace(thousands, "")), words)


def _signed(words):
    if words.startswith("(") and words.endswith(")"):
        return -1, words[1:-1]
    return (-1 if words[0] == "-" else 1), words.removeprefix("+") if words[0] != "-" else words[1:]


def _integral(number):
    if number != number or number in (float("inf"), float("-inf")) or number != int(number):
        raise _not_dong(str(number))
    return int(number)


def _within(dong, words):
    if abs(dong) > MOST_DONG:
        raise _not_dong(words)
    return dong


def _not_dong(words):
    return ValueError(_("“%(words)s” is not a whole amount of đồng.") % {"words": words[:40]})
