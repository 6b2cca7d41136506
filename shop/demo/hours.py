"""Sample hours: the weekly ones in a short notation, and days that differ, some of them each year at Tết."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from shop.demo.rows import Tally, rows
from shop.points.models import ExceptionPeriod, OpeningException, SalesPoint

WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]


def opening_periods(text: str) -> list[tuple[int, time, time]]:
    """Weekday, opening and closing hour of each period in "T2-T6 07:30-11:30 13:30-17:00; CN 08:00-12:00"."""
    periods = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, *hours = part.split()
        first, _, last = days.partition("-")
        for weekday in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            periods += [(weekday, *span(period)) for period in hours]
    return periods


def span(text: str) -> tuple[time, time]:
    """Opening and closing hour of "07:30-11:30"."""
    opens, closes = map(time.fromisoformat, text.split("-"))
    return opens, closes


def build_exceptions(*, at: datetime) -> Tally:
    """The days that differ, those with dates counted from the day of `at`; known by point and label."""
    samples = rows("opening_exceptions")
    there = set(OpeningException.objects.values_list("sales_point__slug", "label_vi"))
    points = SalesPoint.objects.in_bulk({row["slug"] for row in samples}, field_name="slug")
    missing = [row for row in samples if (row["slug"], row["label_vi"]) not in there]
    for row in missing:
        _exception(row, points[row["slug"]], timezone.localdate(at))
    return Tally(len(samples), len(missing))


def _exception(row, point, today):
    exception = OpeningException.objects.create(
        sales_point=point,
        reason=row["reason"],
        label_vi=row["label_vi"],
        label_en=row["label_en"],
        **{f"{end}_date": _date(row[f"{end}_in_days"], today) for end in ("from", "to")},
        **{f"{end}_tet_day": _number(row[f"{end}_tet_day"]) for end in ("from", "to")},
    )
    ExceptionPeriod.objects.bulk_create(
        ExceptionPeriod(exception=exception, opens=opens, closes=closes)
        for opens, closes in map(span, row["hours"].split())
    )


def _number(text):
    return int(text) if text else None


def _date(text, today):
    return today + timedelta(days=int(text)) if text else None
