"""What a person means by the name of a place: a commune of today, or a unit that it replaced in 2025."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.places.models import Commune, FormerUnit
from catalog.places.querysets import bare_name
from catalog.text import fold, nfc


@dataclass(frozen=True)
class Place:
    """A commune of today that was meant. `former` is the unit by whose name it was found, if it was."""

    commune: Commune
    former: FormerUnit | None = None

    @property
    def position(self) -> tuple[float, float]:
        """Its centre, as latitude and longitude."""
        return self.commune.latitude, self.commune.longitude


#: The same name, from the strictest reading to the widest: with the kind before it ("thị trấn Mường Chà"),
#: without, without marks. Marks decide where they were typed: Nà Tòng and Na Tông are two places.
READINGS: list[Callable[[str], str]] = [
    lambda name: " ".join(nfc(name).lower().split()),
    lambda name: bare_name(name).lower(),
    lambda name: fold(bare_name(name)),
]


def places_named(name: str) -> list[Place]:
    """The communes of today that `name` may mean, by the strictest reading that finds any; in two queries.

    More than one means that the name alone does not decide: the shopper is asked.
    """
    communes = list(Commune.objects.all())
    former = list(FormerUnit.objects.select_related("successor"))
    for read in READINGS:
        wanted = read(name)
        today = [Place(c) for c in communes if wanted in (read(c.name), read(str(c)))]
        before = [u for u in former if wanted in (read(u.name), read(str(u)))]
        replaced = [Place(u.successor, u) for u in before if u.level == FormerUnit.Level.COMMUNE]
        found = _one_each(today + replaced) or _one_each(_of_districts(before, former))
        if found:
            return found
    return []


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
