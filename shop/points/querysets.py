"""Which sales points are public, and how far they are."""

import math
from collections.abc import Iterable

from django.db import models
from django.db.models import F, FloatField, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_RADIUS_KM = 6371.0088


class SalesPointQuerySet(models.QuerySet):
    """Sales points; the methods chain."""

    def published(self):
        """Those that visitors may see: open or paused, and with a public address."""
        return self.filter(status__in=["open", "paused"]).exclude(address_line="")

    def receiving_orders(self):
        """Those where an order may be picked up now."""
        return self.published().filter(status="open", accepts_pick_up=True)

    def for_visitors(self, origin: tuple[float, float] | None = None):
        """The published ones with commune and hours; the nearest to `origin` first, where it is known."""
        points = self.published().select_related("commune", "picture").with_hours()
        if origin is None:
            return points.order_by("name")
        return points.with_distance(*origin).order_by("distance_km", "name")

    def places(self):
        """What a map wants of each, as named rows: `pk`, `slug`, `name`, `latitude`, `longitude`.

        And `distance_km`, where it was asked for. Hundreds of points cost a fifth of what they would whole.
        """
        fields = ["pk", "slug", "name", "latitude", "longitude"]
        return self.values_list(*fields, *self.query.annotations, named=True)

    def offering(self, traits: Iterable[str]):
        """Those of which all of these fields are true."""
        return self.filter(**dict.fromkeys(traits, True))

    def with_gallery(self):
        """Fetches the pictures beside the first one along with them."""
        return self.prefetch_related("gallery__picture")

    def with_hours(self):
        """Fetches all that a schedule is made of along with them, in three queries at most."""
        return self.prefetch_related("opening_periods", "opening_exceptions__periods")

    def with_distance(self, latitude: float, longitude: float):
        """Adds `distance_km`, along the sphere, from the given place (degrees, WGS 84)."""
        # asin of a root that cannot pass 1: the acos form fails for equal places.
        half_lat = Sin((Radians(F("latitude")) - Value(math.radians(latitude))) / 2.0)
        half_lon = Sin((Radians(F("longitude")) - Value(math.radians(longitude))) / 2.0)
        across = Value(math.cos(math.radians(latitude))) * Cos(Radians(F("latitude")))
        h = Power(half_lat, 2) + across * Power(half_lon, 2)
        angle = 2.0 * ASin(Least(Value(1.0), Sqrt(h)))
        return self.annotate(
            distance_km=models.ExpressionWrapper(Value(EARTH_RADIUS_KM) * angle, output_field=FloatField())
        )
