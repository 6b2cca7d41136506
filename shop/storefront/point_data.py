"""What search engines are told about a sales point (schema.org), from the same truth as its page."""

from datetime import time

from django.utils.translation import gettext as _

from shop.machines.parts import absolute, address, images, part, thing
from shop.points.models import OpeningPeriod, SalesPoint

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def point_data(point: SalesPoint) -> dict:
    """The point as a store with its place and hours; hours that are not known are left out."""
    is_open = point.status == SalesPoint.Status.OPEN
    return thing(
        "Store",
        name=point.name,
        description=" ".join(filter(None, [point.about, _("sample") if point.is_sample else ""])),
        url=absolute(point.get_absolute_url()),
        image=images([point.picture]),
        address=address(point.commune, point.address_line),
        geo=part("GeoCoordinates", latitude=point.latitude, longitude=point.longitude),
        telephone=point.phone,
        openingHoursSpecification=[_hours(each) for each in point.opening_periods.all() if is_open],
    )


def _hours(period: OpeningPeriod) -> dict:
    # A whole day is written up to its last minute; an end before the start means the next day.
    is_whole_day = period.opens == period.closes == time(0)
    closes = time(23, 59) if is_whole_day else period.closes
    return part(
        "OpeningHoursSpecification",
        dayOfWeek=f"https://schema.org/{_DAYS[period.weekday]}",
        opens=f"{period.opens:%H:%M}",
        closes=f"{closes:%H:%M}",
    )
