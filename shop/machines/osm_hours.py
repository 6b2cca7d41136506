"""Opening hours as OpenStreetMap writes them: `Mo-Fr 07:30-17:00`; its wiki's Key:opening_hours."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MIDNIGHT = time(0)


def opening_hours(periods: Iterable) -> str:
    """The week's periods; days with the same hours together. Nothing where they are not known.

    A period that ends at or before its beginning runs into the next day, as in `shop.points.hours`. A day
    without periods is closed.
    """
    by_day = {day: [] for day in range(7)}
    for period in sorted(periods, key=lambda period: (period.weekday, period.opens)):
        by_day[period.weekday].append(_span(period))
    hours = [",".join(by_day[day]) for day in range(7)]
    if set(hours) == {"00:00-24:00"}:
        return "24/7"
    runs = [(spans, list(days)) for spans, days in groupby(range(7), key=hours.__getitem__)]
    return "; ".join(f"{_days(days)} {spans}" for spans, days in runs if spans)


def _span(period):
    closes = "24:00" if period.closes == MIDNIGHT else f"{period.closes:%H:%M}"
    if period.opens == period.closes != MIDNIGHT:  # Around the clock from an hour to the same next day.
        closes = f"{period.closes.hour + 24:02}:{period.closes.minute:02}"
    return f"{period.opens:%H:%M}-{closes}"


def _days(days):
    first, last = DAYS[days[0]], DAYS[days[-1]]
    return first if len(days) == 1 else f"{first}-{last}"
