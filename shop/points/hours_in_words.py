"""A point's hours in words for people: its state now, the table of its week, the days that differ."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from shop.points.hours import OpenState
from shop.points.models import OpeningPeriod
from shop.points.schedule import DAY, TOLD_AHEAD, Schedule, Span

WEEKDAY_NAMES = OpeningPeriod._meta.get_field("weekday").choices


def in_words(state: OpenState, at: datetime) -> str:
    """What a shopkeeper would answer to "are you open?"."""
    if state.kind == "unknown":
        return _("Opening hours not known")
    if state.kind == "paused":
        return _("Closed for the time being")
    if state.changes_at is None:
        return _("Open around the clock") if state.is_open else _("Closed, no day of opening is known")
    if state.kind == "open":
        return _("Open until %(when)s") % {"when": _when(state, at, is_closing=True)}
    return _("Closed, opens again at %(when)s") % {"when": _when(state, at)}


def _when(state: OpenState, at: datetime, *, is_closing: bool = False) -> str:
    """The hour, with the day where the hour alone could be misread."""
    local, here = state.changes_at.astimezone(state.zone), at.astimezone(state.zone)
    values = {"hour": f"{local:%H:%M}", "date": _date(local.date(), here.date())}
    days = (local.date() - here.date()).days
    # "Until 02:00", said in the evening, is the coming night.
    if days == 0 or (is_closing and state.changes_at - at < timedelta(hours=12)):
        return values["hour"]
    if days == 1:
        return _("%(hour)s tomorrow") % values
    if days < 7:
        return _("%(hour)s on %(day)s") % {**values, "day": WEEKDAY_NAMES[local.weekday()][1]}
    return _("%(hour)s on %(date)s") % values


def _date(day: date, today: date) -> str:
    """Day and month; the year too where it is not the one of `today` and not just ahead."""
    is_near = day.year == today.year or abs((day - today).days) < 180
    return f"{day:%d/%m}" if is_near else f"{day:%d/%m/%Y}"


@dataclass(frozen=True)
class DayInWords:
    """Hours of one day or of days in a row. `hours` is empty where the point stays closed."""

    name: str
    hours: list[str]
    why: str = ""
    is_today: bool = False


@dataclass(frozen=True)
class WeekDay(DayInWords):
    """A row of the table of hours; `other` where its coming date is one of other hours."""

    other: DayInWords | None = None


@dataclass(frozen=True)
class HoursInWords:
    """All that a page tells of a point's hours. `week` is empty where they are not known."""

    week: list[WeekDay] = field(default_factory=list)
    coming: list[DayInWords] = field(default_factory=list)


def hours_in_words(schedule: Schedule, at: datetime) -> HoursInWords:
    """The week with today marked and, within `TOLD_AHEAD`, the days that differ."""
    today = schedule.today(at)
    days = [today + number * DAY for number in range(7)]
    rows = [_row(schedule, day, today) for day in sorted(days, key=date.weekday)]
    coming = schedule.other_days(today, today + TOLD_AHEAD)
    return HoursInWords(
        week=rows if schedule.week else [],
        coming=[_other(found.hours, found.first, found.last, today) for found in coming],
    )


def _row(schedule, day, today):
    exception = schedule.exception_on(day)
    return WeekDay(
        name=str(WEEKDAY_NAMES[day.weekday()][1]),
        hours=_spans(schedule.week.get(day.weekday(), ())),
        is_today=day == today,
        other=_other(exception, day, day, today) if exception else None,
    )


def _other(hours, first, last, today):
    name = _date(first, today) if first == last else f"{_date(first, today)}–{_date(last, today)}"
    return DayInWords(name, _spans(hours.spans), hours.name, is_today=first <= today <= last)


def _spans(spans):
    return [span_in_words(span) for span in spans]


def span_in_words(span: Span) -> str:
    """`07:30–11:30`, with a word where it ends the next day."""
    values = {"opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
    if span.opens == span.closes == time(0):
        return _("all day")
    if span.closes < span.opens and span.closes != time(0) or span.closes == span.opens:
        return _("%(opens)s–%(closes)s the next day") % values
    return "{opens}–{closes}".format(**values)
