"""When a point is open: pure functions over its weekly periods, with the moment passed in.

A period is half open: the point is open at the minute it opens and closed at the minute it closes. A period
that closes at or before the hour it opens runs past midnight, so yesterday's is looked at too. A point
without periods has hours that are not known, which is never told as "closed".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from shop.points.models import OpeningPeriod, SalesPoint

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEK = timedelta(days=7)
WEEKDAY_NAMES = OpeningPeriod._meta.get_field("weekday").choices


class Period(Protocol):
    """A stretch of a weekday; Monday is 0."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class OpenState:
    """How a point stands at one moment: "open", "closed", "unknown" or "paused".

    `changes_at` is when it closes or opens next; None where that is not known or never happens.
    """

    kind: str
    changes_at: datetime | None = None

    @property
    def is_open(self) -> bool | None:
        """Whether one can walk in; None where the hours are not known."""
        return None if self.kind == "unknown" else self.kind == "open"


UNKNOWN = OpenState("unknown")
PAUSED = OpenState("paused")


def state_of(point: SalesPoint, at: datetime) -> OpenState:
    """A point's state at `at`. One that is paused is closed whatever its hours say."""
    if point.status != SalesPoint.Status.OPEN:
        return PAUSED
    return state(point.opening_periods.all(), at)


def state(periods: Iterable[Period], at: datetime) -> OpenState:
    """Open until when, closed until when, or unknown, at the moment `at`."""
    periods = list(periods)
    if not periods:
        return UNKNOWN
    now = at.astimezone(ZONE)
    # Every weekday comes after today in the days looked at, so a stretch that has not ended is there.
    opens, closes = next(stretch for stretch in _stretches(periods, now.date()) if now < stretch[1])
    if now < opens:
        return OpenState("closed", opens)
    return OpenState("open", closes if closes - now < WEEK else None)


def _stretches(periods: list[Period], today: date) -> list[tuple[datetime, datetime]]:
    """The open stretches from yesterday to the same weekday next week; those that touch are one."""
    found: list[tuple[datetime, datetime]] = []
    for offset in range(-1, 9):
        day = today + timedelta(days=offset)
        for period in periods:
            if period.weekday == day.weekday():
                found.append(_on(day, period))
    merged: list[tuple[datetime, datetime]] = []
    for opens, closes in sorted(found):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _on(day: date, period: Period) -> tuple[datetime, datetime]:
    last_day = day + timedelta(days=1) if period.closes <= period.opens else day
    return (
        datetime.combine(day, period.opens, tzinfo=ZONE),
        datetime.combine(last_day, period.closes, tzinfo=ZONE),
    )


def in_words(state: OpenState, at: datetime) -> str:
    """What a shopkeeper would answer to "are you open?"."""
    if state.kind == "unknown":
        return _("Opening hours not known")
    if state.kind == "paused":
        return _("Closed for the time being")
    if state.changes_at is None:
        return _("Open around the clock")
    if state.kind == "open":
        return _("Open until %(when)s") % {"when": _when(state.changes_at, at, is_closing=True)}
    return _("Closed, opens again at %(when)s") % {"when": _when(state.changes_at, at)}


def _when(moment: datetime, at: datetime, *, is_closing: bool = False) -> str:
    """The hour, with the day where the hour alone could be misread."""
    local = moment.astimezone(ZONE)
    values = {"hour": f"{local:%H:%M}", "date": f"{local:%d/%m}"}
    days = (local.date() - at.astimezone(ZONE).date()).days
    # "Until 02:00", said in the evening, is the coming night.
    if days == 0 or (is_closing and moment - at < timedelta(hours=12)):
        return values["hour"]
    if days == 1:
        return _("%(hour)s tomorrow") % values
    if days < 7:
        return _("%(hour)s on %(day)s") % {**values, "day": WEEKDAY_NAMES[local.weekday()][1]}
    return _("%(hour)s on %(date)s") % values


@dataclass(frozen=True)
class Day:
    """One row of the table of hours. `hours` is empty on a day that the point stays closed."""

    weekday: int
    name: str
    hours: list[str]


def week(periods: Iterable[Period]) -> list[Day]:
    """The table of hours from Monday on; empty where they are not known."""
    periods = sorted(periods, key=lambda period: (period.weekday, period.opens))
    if not periods:
        return []
    return [
        Day(number, str(name), [span_in_words(period) for period in periods if period.weekday == number])
        for number, name in WEEKDAY_NAMES
    ]


def span_in_words(period: Period) -> str:
    """`07:30–11:30`, with a word where it ends the next day."""
    values = {"opens": f"{period.opens:%H:%M}", "closes": f"{period.closes:%H:%M}"}
    if period.opens == period.closes == time(0):
        return _("all day")
    if period.closes < period.opens and period.closes != time(0) or period.closes == period.opens:
        return _("%(opens)s–%(closes)s the next day") % values
    return "{opens}–{closes}".format(**values)
