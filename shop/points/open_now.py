"""Which of many points are open: read with no more of their hours than the answer needs.

A page tells of its few points when they close or open again (`hours.py`); to choose among hundreds, what
begins yesterday or today is enough, and rows cost a fraction of what whole periods do.
"""

from collections import defaultdict
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from shop.points.models import OpeningException, OpeningPeriod, SalesPoint
from shop.points.schedule import DAY, OtherHours, Schedule, Span


def open_points(at: datetime) -> set[int]:
    """The ids of all points that are open at `at`, in three queries; what `hours.state_of` calls open."""
    today = at.astimezone(UTC).date()
    # On clocks ahead of UTC or behind it, yesterday and today may be any of these.
    days = [today + number * DAY for number in range(-2, 2)]
    weeks, exceptions = _weeks(days), _exceptions(days)
    zones = SalesPoint.objects.filter(status=SalesPoint.Status.OPEN).values_list("pk", "time_zone")
    return {
        pk for pk, zone in zones if _is_open(Schedule(weeks[pk], tuple(exceptions[pk]), ZoneInfo(zone)), at)
    }


def _is_open(schedule, at):
    today = schedule.today(at)
    return any(opens <= at < closes for opens, closes in schedule.stretches(today - DAY, today))


def _weeks(days: list[date]) -> dict[int, dict[int, tuple[Span, ...]]]:
    """By the id of the point, what begins on the weekdays of `days`."""
    weeks = defaultdict(lambda: defaultdict(tuple))
    periods = OpeningPeriod.objects.filter(weekday__in=[day.weekday() for day in days])
    for point, weekday, *span in periods.values_list("sales_point", "weekday", "opens", "closes"):
        weeks[point][weekday] += (Span(*span),)
    return weeks


def _exceptions(days: list[date]) -> dict[int, list[OtherHours]]:
    """By the id of the point, its other hours as far as they may fall on `days`."""
    dated = Q(from_date__lte=days[-1], to_date__gte=days[0])
    falling = OpeningException.objects.filter(dated | Q(from_date=None)).order_by()
    when = ("from_date", "to_date", "from_tet_day", "to_tet_day")
    spans = defaultdict(tuple)
    for pk, point, *rest, opens, closes in falling.values_list(
        "pk", "sales_point", *when, "periods__opens", "periods__closes"
    ):
        spans[pk, point, *rest] += () if opens is None else (Span(opens, closes),)
    found = defaultdict(list)
    for (_pk, point, *values), each in spans.items():
        found[point].append(OtherHours(spans=each, **dict(zip(when, values, strict=True))))
    return found
