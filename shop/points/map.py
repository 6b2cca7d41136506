"""The drawing of the province on the locator: a sketch made of what the shop itself knows.

There are no tiles and no third party. The ground is one circle a commune, sized by its area, so that
together they give the province's outline; pins are numbered as the list is, and what its other pages show
is dotted in. All positions are whole units of the drawing's view box, since a fraction would be written with
a comma in a Vietnamese page.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page

from catalog.places.models import Commune

WIDTH = 1000
MARGIN = 70
KM_PER_DEGREE = 111.195
PIN_RADIUS = 40
#: How much wider than its area a commune's circle is drawn, so that neighbours meet.
SPREAD = 1.3
#: Rings on which a free place is looked for, and the places tried on each.
RINGS, PLACES_ON_RING = 6, 16
SCALE_BAR_KM = 20
NAMES_SHOWN = 12
LETTER_WIDTH, LETTER_HEIGHT = 19, 44


@dataclass(frozen=True)
class Projection:
    """Equirectangular: true in both directions at the middle of the province, which is small enough."""

    west: float
    north: float
    units_per_km: float
    height: int
    cos_latitude: float

    @classmethod
    def over(cls, communes: Sequence[Commune]) -> "Projection":
        """One in which the circles of all these communes fit; a view of 20 km where there are none."""
        middle = math.cos(math.radians(_mean([c.latitude for c in communes], 21.7)))
        lats, lons = [], []
        for commune in communes:
            reach = radius_km(commune) / KM_PER_DEGREE
            lats += [commune.latitude - reach, commune.latitude + reach]
            lons += [commune.longitude - reach / middle, commune.longitude + reach / middle]
        lats, lons = lats or [21.6, 21.8], lons or [102.9, 103.1]
        span_km = max((max(lons) - min(lons)) * middle * KM_PER_DEGREE, 1.0)
        scale = (WIDTH - 2 * MARGIN) / span_km
        height = round((max(lats) - min(lats)) * KM_PER_DEGREE * scale) + 2 * MARGIN
        return cls(min(lons), max(lats), scale, height, middle)

    def place(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Where a position lies in the drawing; one outside the province lies at its edge."""
        x = (longitude - self.west) * self.cos_latitude * KM_PER_DEGREE * self.units_per_km + MARGIN
        y = (self.north - latitude) * KM_PER_DEGREE * self.units_per_km + MARGIN
        return (
            round(min(max(x, PIN_RADIUS), WIDTH - PIN_RADIUS)),
            round(min(max(y, PIN_RADIUS), self.height - PIN_RADIUS)),
        )


def _mean(values, default):
    return sum(values) / len(values) if values else default


def radius_km(commune: Commune) -> float:
    """The radius of the commune's circle on the drawing."""
    return SPREAD * math.sqrt(max(commune.area_km2, 0) / math.pi)


@dataclass(frozen=True)
class Circle:
    """A commune's ground."""

    x: int
    y: int
    radius: int

    @property
    def path(self) -> str:
        """Its line, all the way round."""
        across = 2 * self.radius
        halves = (f"a{self.radius} {self.radius} 0 1 1 {width} 0" for width in (across, -across))
        return f"M{self.x - self.radius} {self.y}{''.join(halves)}z"


@dataclass(frozen=True)
class Label:
    """A commune's name at its place."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Mark:
    """A sales point of the list at its place."""

    number: int
    point: object
    place: tuple[int, int]

    @property
    def at(self) -> str:
        """Its position as scripts read it: latitude and longitude, whatever the page's language."""
        return f"{self.point.latitude:.6f},{self.point.longitude:.6f}"


@dataclass(frozen=True)
class Pin(Mark):
    """One on the page that is shown: the mark at its place, and the numbered disc there or beside it."""

    disc: tuple[int, int]

    @property
    def is_moved(self) -> bool:
        """Whether the disc stands beside the place, with a line to it."""
        return self.place != self.disc


@dataclass(frozen=True)
class Dot(Mark):
    """One on another page, which it leads to: too many to be numbered and to stand clear of one another."""

    page: int


@dataclass(frozen=True)
class Sketch:
    """All that the drawing consists of."""

    width: int
    height: int
    grounds: list[Circle]
    pins: list[Pin]
    dots: list[Dot]
    labels: list[Label]
    here: tuple[int, int] | None
    scale_bar: int
    scale_bar_km: int = SCALE_BAR_KM

    @property
    def ground(self) -> str:
        """All circles as one path, which is written in a hundredth of the time."""
        return "".join(circle.path for circle in self.grounds)

    @property
    def scale_bar_y(self) -> int:
        """How far down the scale bar stands."""
        return self.height - 40


def sketch(*, communes: Iterable[Commune], page: Page, here: tuple[float, float] | None = None) -> Sketch:
    """The drawing of the province with all points of the list that `page` is of, numbered in its order."""
    communes = list(communes)
    view = Projection.over(communes)
    grounds = [
        Circle(*view.place(c.latitude, c.longitude), round(radius_km(c) * view.units_per_km))
        for c in communes
    ]
    pins = _pins(page, view)
    return Sketch(
        width=WIDTH,
        height=view.height,
        grounds=grounds,
        pins=pins,
        dots=_dots(page, view),
        labels=_labels(communes, view, pins),
        here=view.place(*here) if here else None,
        scale_bar=round(SCALE_BAR_KM * view.units_per_km),
    )


def _pins(page, view):
    """Discs that do not cover each other: each at its place or at the nearest free place beside it."""
    pins: list[Pin] = []
    board = _Board()
    for number, point in enumerate(page, start=page.start_index()):
        place = view.place(point.latitude, point.longitude)
        disc = next((spot for spot in _spots(place, view) if board.is_free(spot)), place)
        board.take(disc)
        pins.append(Pin(number, point, place, disc))
    return pins


def _dots(page, view):
    """The points of all other pages."""
    marked = enumerate(page.paginator.object_list)
    pages = ((number // page.paginator.per_page + 1, number + 1, point) for number, point in marked)
    return [
        Dot(number, point, view.place(point.latitude, point.longitude), each)
        for each, number, point in pages
        if each != page.number
    ]


def _spots(place, view):
    yield place
    for ring in range(1, RINGS + 1):
        for step in range(PLACES_ON_RING):
            angle = 2 * math.pi * step / PLACES_ON_RING
            x = round(place[0] + ring * 1.25 * PIN_RADIUS * math.cos(angle))
            y = round(place[1] + ring * 1.25 * PIN_RADIUS * math.sin(angle))
            if PIN_RADIUS <= x <= WIDTH - PIN_RADIUS and PIN_RADIUS <= y <= view.height - PIN_RADIUS:
                yield x, y


class _Board:
    """Where discs lie, by squares as wide as two discs are apart: only the neighbours need a look."""

    apart = 2 * PIN_RADIUS + 4

    def __init__(self):
        self.squares = defaultdict(list)

    def take(self, spot):
        self.squares[spot[0] // self.apart, spot[1] // self.apart].append(spot)

    def is_free(self, spot):
        column, row = spot[0] // self.apart, spot[1] // self.apart
        return all(
            math.dist(spot, disc) >= self.apart
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for disc in self.squares.get((x, y), ())
        )


def _labels(communes, view, pins):
    """Names of the largest communes, as far as they cover neither a pin nor one another."""
    taken = [_box(*pin.disc, 2 * PIN_RADIUS, 2 * PIN_RADIUS) for pin in pins]
    labels: list[Label] = []
    for commune in sorted(communes, key=lambda c: (c.kind != Commune.Kind.WARD, -c.area_km2, c.name)):
        width = LETTER_WIDTH * len(commune.name)
        x, y = view.place(commune.latitude, commune.longitude)
        x = min(max(x, width // 2 + 8), WIDTH - width // 2 - 8)
        box = _box(x, y, width, LETTER_HEIGHT)
        if len(labels) < NAMES_SHOWN and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            labels.append(Label(x, y, commune.name))
    return labels


def _box(x, y, width, height):
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
