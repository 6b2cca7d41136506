"""Hours as people write them: `7:30-11:30, 13:30-17:00`, `7h-11h30`, `cả ngày`."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.text import fold
from shop.points.models import OpeningPeriod, SalesPoint

MIDNIGHT = time(0)
ALL_DAY = ("ca ngay", "24/24", "24/7", "all day")
#: More than anybody's day has.
MOST_PERIODS = 6
LONGEST_TEXT = 120
_clock = r"([0-9]{1,2})(?:[:hg.]([0-9]{2})?)?"
_period = re.compile(rf"{_clock} ?(?:-|–|—|đến|to) ?{_clock}\Z")
#: Commas, or a blank between two periods.
_between = re.compile(r" ?[,;] ?|(?<=[0-9hg]) (?=[0-9])")

Span = tuple[time, time]


class HoursField(forms.CharField):
    """The periods of a day; empty for none. Gives (opens, closes) pairs in their order."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=LONGEST_TEXT, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "placeholder": "07:30–11:30, 13:30–17:00"}

    def prepare_value(self, value):
        """What is kept as periods is shown as people write it."""
        return value if value is None or isinstance(value, str) else in_words(value)

    def clean(self, value):
        """The periods. Raises ValidationError for what is none, and for two that overlap."""
        return periods_in(super().clean(value))

    def has_changed(self, initial, data):
        """Whether other hours are written."""
        return super().has_changed(in_words(initial or []), data)


def in_words(periods: Iterable[Span]) -> str:
    """`07:30–11:30, 13:30–17:00`."""
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in periods)


def periods_in(text: str) -> list[Span]:
    """What a person wrote as (opens, closes) pairs. Raises ValidationError."""
    text = " ".join(text.lower().split())
    if fold(text) in ALL_DAY:
        return [(MIDNIGHT, MIDNIGHT)]
    periods = sorted(_period_in(part) for part in _between.split(text) if part)
    if len(periods) > MOST_PERIODS:
        raise ValidationError(_("A day has %(most)s periods at most."), params={"most": MOST_PERIODS})
    for (opens, closes), (next_opens, _next_closes) in pairwise(periods):
        if closes <= opens or next_opens < closes:
            raise ValidationError(_("Two of these periods overlap."))
    return periods


def _period_in(part):
    found = _period.match(part)
    numbers = [int(number or 0) for number in found.groups()] if found else []
    # 24:00 is how people write the end of a day.
    if numbers[2:] == [24, 0]:
        numbers[2] = 0
    try:
        opens_hour, opens_minute, closes_hour, closes_minute = numbers
        return time(opens_hour, opens_minute), time(closes_hour, closes_minute)
    except ValueError as wrong:
        words = _("“%(part)s” is no period. Write it like 07:30–11:30, several with commas.")
        raise ValidationError(words, params={"part": part}) from wrong


def week_of(point: SalesPoint) -> list[tuple[str, str]]:
    """The weekdays with their hours in words, "" for a day off; nothing where the hours are not known."""
    spans = {number: [] for number in range(7)}
    for period in point.opening_periods.all():
        spans[period.weekday].append((period.opens, period.closes))
    names = OpeningPeriod._meta.get_field("weekday").choices
    return [(name, in_words(spans[number])) for number, name in names] if any(spans.values()) else []


class WeekForm(forms.Form):
    """A line for each weekday. All empty: the hours are not known; one empty: closed on that day."""

    def __init__(self, *args, point=None, **kwargs):
        initial = {}
        for period in point.opening_periods.all() if point else ():
            initial.setdefault(f"day-{period.weekday}", []).append((period.opens, period.closes))
        super().__init__(*args, initial=initial, **kwargs)
        for number, name in OpeningPeriod._meta.get_field("weekday").choices:
            self.fields[f"day-{number}"] = HoursField(label=name)

    def periods_of(self, point: SalesPoint) -> list[OpeningPeriod]:
        """The periods of the week, not written yet."""
        return [
            OpeningPeriod(sales_point=point, weekday=number, opens=opens, closes=closes)
            for number in range(7)
            for opens, closes in self.cleaned_data[f"day-{number}"]
        ]
