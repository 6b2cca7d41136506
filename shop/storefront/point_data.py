"""What search engines are told about a sales point (schema.org), from the same truth as its page."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from shop.machines.parts import absolute, address, images, part, thing
from shop.points.models import SalesPoint
from shop.points.schedule import TOLD_AHEAD, OtherDays, Schedule, Span, schedule_of

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def point_data(point: SalesPoint, at: datetime) -> dict:
    """The point as a store with its place and hours; hours that are not known are left out.

    Days of other hours are told for those that come after `at`, as far as `TOLD_AHEAD`.
    """
    schedule = schedule_of(point) if point.status == SalesPoint.Status.OPEN else Schedule()
    today = schedule.today(at)
    return thing(
        "Store",
        name=point.name,
        description=" ".join(filter(None, [point.about, _("sample") if point.is_sample else ""])),
        url=absolute(point.get_absolute_url()),
        image=images([point.picture, *(hung.picture for hung in point.gallery.all())]),
        address=address(point.commune, point.address_line),
        geo=part("GeoCoordinates", latitude=point.latitude, longitude=point.longitude),
        telephone=point.phone,
        email=point.email,
        openingHoursSpecification=[
            _hours(span, dayOfWeek=f"https://schema.org/{_DAYS[weekday]}")
            for weekday, spans in sorted(schedule.week.items())
            for span in spans
        ],
        specialOpeningHoursSpecification=[
            hours for days in schedule.other_days(today, today + TOLD_AHEAD) for hours in _special(days)
        ],
    )


def _special(days: OtherDays) -> list[dict]:
    # A closed day opens and closes at midnight (developers.google.com/search/docs, local business).
    between = {"validFrom": _day(days.first), "validThrough": _day(days.last), "name": days.hours.name}
    if not days.hours.spans:
        return [part("OpeningHoursSpecification", opens="00:00", closes="00:00", **between)]
    return [_hours(span, **between) for span in days.hours.spans]


def _day(day: date) -> str:
    return day.isoformat()


def _hours(span: Span, **when) -> dict:
    # A whole day is written up to its last minute; an end before the start means the next day.
    is_whole_day = span.opens == span.closes == time(0)
    closes = time(23, 59) if is_whole_day else span.closes
    return part("OpeningHoursSpecification", opens=f"{span.opens:%H:%M}", closes=f"{closes:%H:%M}", **when)
