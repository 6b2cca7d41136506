"""What a person means by the name of a place: a commune, a unit that it replaced, a village, a landmark.

Communes of today and former units are the law's own names and come first. What else has a name and a place is
told by the functions that `settings.PLACE_SOURCES` names, so that floors above this one can tell theirs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from catalog.places.models import Commune, FormerUnit
from catalog.places.querysets import bare_name
from catalog.text import fold, nfc


@dataclass(frozen=True)
class Place:
    """A place that was meant, in a commune of today.

    `former` is the unit by whose name it was found, if it was. A village, landmark or sales point has a
    `name` (and `aliases`), the address of its page where there is one, and a `spot` (latitude and longitude)
    where its own position is known; a village's seldom is, and its commune's centre stands for it.
    """

    commune: Commune
    former: FormerUnit | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    spot: tuple[float, float] | None = None
    url: str = ""

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude from which distances are counted."""
        return self.spot or (self.commune.latitude, self.commune.longitude)


#: The same name, from the strictest reading to the widest: with the kind before it ("thị trấn Mường Chà"),
#: without, without marks. Marks decide where they were typed: Nà Tòng and Na Tông are two places.
READINGS: list[Callable[[str], str]] = [
    lambda name: " ".join(nfc(name).lower().split()),
    lambda name: bare_name(name).lower(),
    lambda name: fold(bare_name(name)),
]
#: Words before the name of a village that people leave out.
VILLAGE_WORDS = ("bản", "thôn", "đội", "tổ", "khối")


def other_places() -> Iterator[Place]:
    """Villages, landmarks and sales points; as many queries as there are sources."""
    return _told_by(settings.PLACE_SOURCES)


def places_with_pages() -> Iterator[Place]:
    """Those that have a page of their own beside the sales points'."""
    return _told_by(settings.PLACES_WITH_PAGES)


def _told_by(sources):
    for source in sources:
        yield from import_string(source)()


def places_named(name: str) -> list[Place]:
    """The places that `name` may mean, by the strictest reading that finds any; as many queries for any name.

    More than one means that the name alone does not decide: the shopper is asked.
    """
    communes = list(Commune.objects.all())
    former = list(FormerUnit.objects.select_related("successor"))
    others = list(other_places())
    for read in READINGS:
        wanted = read(name)
        today = [Place(c) for c in communes if wanted in (read(c.name), read(str(c)))]
        before = [u for u in former if wanted in (read(u.name), read(str(u)))]
        replaced = [Place(u.successor, u) for u in before if u.level == FormerUnit.Level.COMMUNE]
        found = _one_each(today + replaced) or _one_each(_of_districts(before, former))
        found = found or [each for each in others if wanted in map(read, _names(each))]
        if found:
            return found
    return []


def _names(place: Place) -> Iterable[str]:
    """What a place goes by; a village without the word before its name too."""
    for name in (place.name, *place.aliases):
        yield name
        first, _, rest = name.partition(" ")
        if rest and first.lower() in VILLAGE_WORDS:
            yield rest


def _of_districts(units: list[FormerUnit], former: list[FormerUnit]) -> list[Place]:
    """Today's communes on the ground of former districts, in the order of the alphabet."""
    districts = {bare_name(u.name): u for u in units if u.level == FormerUnit.Level.DISTRICT}
    places = [
        Place(unit.successor, districts[bare_name(unit.district_name)])
        for unit in former
        if unit.successor and bare_name(unit.district_name) in districts
    ]
    return sorted(places, key=lambda place: place.commune.name)


def _one_each(places: list[Place]) -> list[Place]:
    """One a commune, the first found."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.commune.pk, place)
    return list(found.values())
