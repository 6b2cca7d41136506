"""Opening hours as OpenStreetMap writes them: `Mo-Fr 07:30-17:00`; its wiki's Key:opening_hours."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby

from shop.points.schedule import OtherDays, Schedule, Span

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MIDNIGHT = time(0)
#: Months in English whatever the page is in.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def opening_hours(schedule: Schedule, other_days: Iterable[OtherDays] = ()) -> str:
    """The week, days with the same hours together, and then the days of other hours, which overrule it.

    Nothing where nothing is known. A span that ends at or before its beginning runs into the next day, as in
    `shop.points.schedule`. A day of the week without spans is closed.
    """
    return "; ".join(filter(None, [_week(schedule.week), *map(_other, other_days)]))


def _week(week):
    hours = [_spans(week.get(day, ())) for day in range(7)]
    if set(hours) == {"00:00-24:00"}:
        return "24/7"
    runs = [(spans, list(days)) for spans, days in groupby(range(7), key=hours.__getitem__)]
    return "; ".join(f"{_days(days)} {spans}" for spans, days in runs if spans)


def _other(days):
    first, last = _date(days.first), _date(days.last)
    when = first if days.first == days.last else f"{first}-{last}"
    why = days.hours.name.replace('"', "")
    return f"{when} {_spans(days.hours.spans) or 'off'}" + (f' "{why}"' if why else "")


def _date(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def _spans(spans: Iterable[Span]) -> str:
    return ",".join(map(_span, spans))


def _span(span):
    closes = "24:00" if span.closes == MIDNIGHT else f"{span.closes:%H:%M}"
    if span.opens == span.closes != MIDNIGHT:  # Around the clock from an hour to the same next day.
        closes = f"{span.closes.hour + 24:02}:{span.closes.minute:02}"
    return f"{span.opens:%H:%M}-{closes}"


def _days(days):
    first, last = DAYS[days[0]], DAYS[days[-1]]
    return first if len(days) == 1 else f"{first}-{last}"
