"""The published sales points as GeoJSON (RFC 7946), with the properties that OpenStreetMap has for shops."""

from django.utils.translation import gettext as _

from catalog.pictures.showing import largest
from shop.machines.osm_hours import opening_hours
from shop.machines.parts import COUNTRY, REGION, absolute
from shop.points.models import SalesPoint


def points_geojson() -> dict:
    """A FeatureCollection; two queries. One that is paused has no hours, and says that it is shut for now."""
    return {
        "type": "FeatureCollection",
        "features": [_feature(each) for each in SalesPoint.objects.for_visitors()],
    }


def _feature(point):
    place = [round(point.longitude, 6), round(point.latitude, 6)]
    properties = {name: value for name, value in _properties(point).items() if value}
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": point.slug, "geometry": geometry, "properties": properties}


def _properties(point):
    is_open = point.status == SalesPoint.Status.OPEN
    picture = largest(point.picture, "plain")
    return {
        "name": point.name,
        "shop": "yes",
        "addr:full": point.address_line,
        "addr:subdistrict": str(point.commune),
        "addr:province": REGION,
        "addr:country": COUNTRY,
        "opening_hours": opening_hours(point.opening_periods.all()) if is_open else "off",
        "phone": point.phone_link,
        "website": absolute(point.get_absolute_url()),
        "image": absolute(picture) if picture else "",
        "description": point.about,
        "note": _("sample") if point.is_sample else "",
    }
