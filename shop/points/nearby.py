"""What is near a sales point: makers and villages, the nearest first.

Both are known by their commune, so distances are from the point to the commune's centre and told as such.
"""

from dataclasses import dataclass

from catalog.producers.models import Producer
from shop.points.distance import distance_km
from shop.points.models import SalesPoint
from shop.points.places import places_with_pages

#: How many of each are shown, and how far they may be.
MOST, WITHIN_KM = 6, 40


@dataclass(frozen=True)
class Near:
    """A thing with a page, and how far its commune's centre is."""

    name: str
    url: str
    commune: str
    distance_km: float


def producers_near(point: SalesPoint) -> list[Near]:
    """Makers around the point; one query."""
    makers = Producer.objects.filter(commune__isnull=False).select_related("commune").order_by("name")
    return _nearest(point, [(maker.name, maker.get_absolute_url(), maker.commune) for maker in makers])


def villages_near(point: SalesPoint) -> list[Near]:
    """Places with a page of their own around the point: tourism villages, as far as upper floors tell any."""
    return _nearest(point, [(each.name, each.url, each.commune) for each in places_with_pages()])


def _nearest(point, rows):
    here = (point.latitude, point.longitude)
    found = [
        Near(name, url, str(commune), distance_km(here, (commune.latitude, commune.longitude)))
        for name, url, commune in rows
    ]
    near = [each for each in found if each.distance_km <= WITHIN_KM]
    return sorted(near, key=lambda each: (each.distance_km, each.name))[:MOST]
