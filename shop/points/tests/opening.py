"""Schedules written briefly, for tests: `week("Mo-Fr 07:30-11:30 13:30-17:00; Sa 08:00-12:00")`."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from shop.points.schedule import OtherHours, Schedule, Span

DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def spans(text):
    """`07:30-11:30 13:30-17:00`, in any order."""
    pairs = [pair.split("-") for pair in text.split()]
    return tuple(
        sorted(Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs)
    )


def week(text, *exceptions, zone=HERE):
    """A schedule; nothing in `text` for a week that nobody has told."""
    found = {}
    for part in filter(None, text.split("; ")):
        days, _, hours = part.partition(" ")
        first, _, last = days.partition("-")
        for weekday in range(DAYS.index(first), DAYS.index(last or first) + 1):
            found[weekday] = found.get(weekday, ()) + spans(hours)
    return Schedule({day: tuple(sorted(each)) for day, each in found.items()}, exceptions, zone)


def on(days, hours="", name=""):
    """Other hours on `2026-11-24` or on `2026-11-24/2026-11-26`; closed without hours."""
    first, _, last = days.partition("/")
    return OtherHours(name, spans(hours), date.fromisoformat(first), date.fromisoformat(last or first))


def at_tet(first, last, hours="", name=""):
    """Other hours each year from one day of Tết to another."""
    return OtherHours(name, spans(hours), from_tet_day=first, to_tet_day=last)


def moment(text, zone=HERE, fold=0):
    """`2026-11-23 07:30` on the clocks of a zone; with `fold` the second time that it comes."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)
