"""Which hours count on a day: those of the week, unless the day is one of other hours.

An exception for a day replaces the periods that *begin* on it: a night that began the evening before still
runs on into it, and its own night runs on into the next day. Where several exceptions fall on a day, the most
specific counts: the one of the fewest days; of two as long, one with dates before one of Tết (which comes
each year); then the one that begins later. The database keeps two with the very same days out.

A point whose week nobody has told is known on the days of its exceptions and unknown on all others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop.points.models import OpeningException, SalesPoint
from shop.points.tet import first_day_of_tet

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
#: How far ahead visitors and machines are told of days with other hours; Tết is told from October on.
TOLD_AHEAD = timedelta(days=120)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a day. One that closes at or before the hour it opens runs into the next day."""

    opens: time
    closes: time


@dataclass(frozen=True)
class OtherHours:
    """An exception: by dates, or by days of Tết; without spans the point is closed. Ends are included."""

    name: str = ""
    spans: tuple[Span, ...] = ()
    from_date: date | None = None
    to_date: date | None = None
    from_tet_day: int = 0
    to_tet_day: int = 0

    def ranges(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """First and last day of each time it falls between `first` and `last`, cut off there."""
        for begin, end in self._ranges(first.year, last.year):
            if begin <= last and first <= end:
                yield max(begin, first), min(end, last)

    def _ranges(self, first_year, last_year):
        if self.from_date:
            yield self.from_date, self.to_date
            return
        # Tết comes on 21 January at the earliest, so the month before it may begin in the year before.
        for tet in filter(None, map(first_day_of_tet, range(first_year, last_year + 2))):
            yield tet + self.from_tet_day * DAY, tet + self.to_tet_day * DAY

    def specificity(self, day: date) -> tuple:
        """Sorts before what it outdoes on this day, which is one of its own."""
        begin = next(begin for begin, end in self._ranges(day.year, day.year) if begin <= day <= end)
        is_dated = self.from_date is not None
        days = (self.to_date - self.from_date).days if is_dated else self.to_tet_day - self.from_tet_day
        return days, not is_dated, -begin.toordinal()


@dataclass(frozen=True)
class OtherDays:
    """Days in a row, both ends included, on which one exception counts."""

    first: date
    last: date
    hours: OtherHours


@dataclass(frozen=True)
class Schedule:
    """Everything that is known of a point's hours. `week` is empty where nobody has told them."""

    week: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    exceptions: tuple[OtherHours, ...] = ()
    zone: ZoneInfo = ZONE

    def exception_on(self, day: date) -> OtherHours | None:
        """The one that counts on this day."""
        falling = [each for each in self.exceptions if any(each.ranges(day, day))]
        return min(falling, key=lambda each: each.specificity(day), default=None)

    def knows(self, day: date) -> bool:
        """Whether the hours that begin on this day are known."""
        return bool(self.week) or self.exception_on(day) is not None

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """What begins on this day, the earliest first; nothing too where nothing is known."""
        exception = self.exception_on(day)
        return exception.spans if exception else self.week.get(day.weekday(), ())

    def stretches(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """From when until when it is open, as moments in UTC, for all spans of these days; in their order."""
        for number in range((last - first).days + 1):
            day = first + number * DAY
            for span in self.spans_on(day):
                last_day = day + DAY if span.closes <= span.opens else day
                yield self._moment(day, span.opens), self._moment(last_day, span.closes)

    def other_days(self, first: date, last: date) -> list[OtherDays]:
        """The days between `first` and `last` on which an exception counts, those in a row together."""
        ranges = [found for each in self.exceptions for found in each.ranges(first, last)]
        days = {begin + number * DAY for begin, end in ranges for number in range((end - begin).days + 1)}
        runs: list[OtherDays] = []
        for day in sorted(days):
            hours = self.exception_on(day)
            if runs and runs[-1].last + DAY == day and runs[-1].hours is hours:
                runs[-1] = OtherDays(runs[-1].first, day, hours)
            else:
                runs.append(OtherDays(day, day, hours))
        return runs

    def today(self, at: datetime) -> date:
        """The day on the point's own calendar."""
        return at.astimezone(self.zone).date()

    def _moment(self, day, clock):
        """An hour that comes twice when clocks go back is its first; one that they skip is when they jump."""
        moment = datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)
        skipped = moment.astimezone(self.zone).replace(tzinfo=None) - datetime.combine(day, clock)
        return moment if not skipped else self._jump(moment - skipped, moment)

    def _jump(self, before, after):
        """The minute between two moments from which the later one's offset counts."""
        offset = after.astimezone(self.zone).utcoffset()
        while after - before > timedelta(minutes=1):
            middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
            before, after = (
                (before, middle) if middle.astimezone(self.zone).utcoffset() == offset else (middle, after)
            )
        return after


def schedule_of(point: SalesPoint) -> Schedule:
    """A point's schedule, from its periods and exceptions; no query where they are prefetched."""
    week: dict[int, list[Span]] = {}
    for period in point.opening_periods.all():
        week.setdefault(period.weekday, []).append(Span(period.opens, period.closes))
    return Schedule(
        week={weekday: tuple(sorted(spans)) for weekday, spans in week.items()},
        exceptions=tuple(map(_other_hours, point.opening_exceptions.all())),
        zone=ZoneInfo(point.time_zone),
    )


def _other_hours(exception: OpeningException) -> OtherHours:
    return OtherHours(
        name=str(exception),
        spans=_spans(exception.periods.all()),
        from_date=exception.from_date,
        to_date=exception.to_date,
        from_tet_day=exception.from_tet_day or 0,
        to_tet_day=exception.to_tet_day or 0,
    )


def _spans(periods: Iterable) -> tuple[Span, ...]:
    return tuple(sorted(Span(period.opens, period.closes) for period in periods))
