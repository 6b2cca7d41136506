"""The published sales points as GeoJSON (RFC 7946), with the properties that OpenStreetMap has for shops."""

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.pictures.showing import largest
from shop.machines.osm_hours import opening_hours
from shop.machines.parts import COUNTRY, REGION, absolute
from shop.points.models import SalesPoint
from shop.points.schedule import TOLD_AHEAD, schedule_of


def points_geojson(at: datetime) -> dict:
    """A FeatureCollection; four queries at most. One that is paused has no hours, and says that it is shut.

    Days of other hours are told for those that come after `at`, as far as `TOLD_AHEAD`.
    """
    return {
        "type": "FeatureCollection",
        "features": [_feature(each, at) for each in SalesPoint.objects.for_visitors()],
    }


def _feature(point, at):
    place = [round(point.longitude, 6), round(point.latitude, 6)]
    properties = {name: value for name, value in _properties(point, at).items() if value}
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": point.slug, "geometry": geometry, "properties": properties}


def _properties(point, at):
    is_open = point.status == SalesPoint.Status.OPEN
    picture = largest(point.picture, "plain")
    return {
        "name": point.name,
        "shop": "yes",
        "addr:full": point.address_line,
        "addr:subdistrict": str(point.commune),
        "addr:province": REGION,
        "addr:country": COUNTRY,
        "opening_hours": _hours(point, at) if is_open else "off",
        "phone": point.phone_link,
        "email": point.email,
        "operator": point.operator_name,
        "payment:cards": "yes" if point.accepts_card else "",
        "website": absolute(point.get_absolute_url()),
        "image": absolute(picture) if picture else "",
        "description": point.about,
        "note": _("sample") if point.is_sample else "",
    }


def _hours(point, at):
    schedule = schedule_of(point)
    today = schedule.today(at)
    return opening_hours(schedule, schedule.other_days(today, today + TOLD_AHEAD))
