"""Distance between two places on the sphere."""

import math

from shop.points.querysets import EARTH_RADIUS_KM


def distance_km(from_place: tuple[float, float], to_place: tuple[float, float]) -> float:
    """Kilometres along the sphere between two (latitude, longitude) pairs in degrees, WGS 84."""
    (lat1, lon1), (lat2, lon2) = from_place, to_place
    half_lat = math.sin(math.radians(lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(lon2 - lon1) / 2)
    h = half_lat**2 + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * half_lon**2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
