"""What search engines are told about a sales point (schema.org), from the same truth as its page."""

from datetime import time

from shop.points.models import OpeningPeriod, SalesPoint

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def point_data(request, point: SalesPoint) -> dict:
    """The point as a store with its place and hours; hours that are not known are left out."""
    data = {
        "@context": "https://schema.org",
        "@type": "Store",
        "name": point.name,
        "url": request.build_absolute_uri(point.get_absolute_url()),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": point.address_line,
            "addressLocality": str(point.commune),
            "addressRegion": "Điện Biên",
            "addressCountry": "VN",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude},
    }
    if point.phone:
        data["telephone"] = point.phone
    periods = point.opening_periods.all()
    if periods and point.status == SalesPoint.Status.OPEN:
        data["openingHoursSpecification"] = [_hours(period) for period in periods]
    return data


def _hours(period: OpeningPeriod) -> dict:
    # A whole day is written up to its last minute; an end before the start means the next day.
    is_whole_day = period.opens == period.closes == time(0)
    closes = time(23, 59) if is_whole_day else period.closes
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{_DAYS[period.weekday]}",
        "opens": f"{period.opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }
