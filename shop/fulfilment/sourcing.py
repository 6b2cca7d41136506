"""From which points an order is filled: the rule of docs/decisions/0003, as a function of what is there.

The chosen point if it has everything; else the single point that has, the nearest first and the central
warehouse before a point equally far; else the fewest points that have it together.

Units of one product may come from several points. Gift sets may not: all sets of a kind are made at one
point, from what that point has (docs/decisions/0018), so a box never travels in two parcels.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, islice, product
from math import comb, inf

#: Beyond so many groups of points the search for the fewest gives way to taking the fullest point first.
MOST_GROUPS_TRIED = 20_000
#: Ways to share out the gift sets of one order among a group of points; more than any real basket has.
MOST_WAYS_TRIED = 500


@dataclass(frozen=True)
class Shelf:
    """What one point has of one product."""

    stock_id: int
    product_id: int
    partner_id: int
    available: int
    distance_km: float = inf
    is_central: bool = False


@dataclass(frozen=True)
class Allocation:
    """Units of one ordered product, or whole gift sets, that one point gives.

    `stock` says what leaves which stock record for it: the product's own units, or a set's components.
    """

    product_id: int
    partner_id: int
    units: int
    stock: tuple[tuple[int, int], ...]
    is_gift_set: bool = False


class Reason(StrEnum):
    """Why the plan is as it is, for the shopper to read before ordering."""

    CHOSEN_POINT = "chosen_point"
    NEAREST_WITH_ALL = "nearest_with_all"
    FEWEST_POINTS = "fewest_points"


@dataclass(frozen=True)
class Plan:
    """Where every unit comes from, and why."""

    allocations: tuple[Allocation, ...]
    reason: Reason

    @property
    def partner_ids(self) -> list[int]:
        """The points taking part, each once, in the order in which they were chosen."""
        return list(dict.fromkeys(a.partner_id for a in self.allocations))

    @property
    def units_by_stock(self) -> dict[int, int]:
        """What is to be promised: stock record id → units, ordered by themselves and in sets together."""
        units = {}
        for stock_id, taken in (pair for a in self.allocations for pair in a.stock):
            units[stock_id] = units.get(stock_id, 0) + taken
        return units


class Shortage(Exception):
    """There is too little. `available` maps the ids of such products to how many this order can have."""

    def __init__(self, available: dict[int, int]):
        super().__init__(f"not enough of products {sorted(available)}")
        self.available = available


@dataclass(frozen=True)
class _Order:
    """What is wanted, apart: single products and gift sets (id → how many), and what each set is made of."""

    singles: dict[int, int]
    sets: dict[int, int]
    recipes: dict[int, dict[int, int]]
    shelves: list[Shelf]

    def with_sets(self, sets: dict[int, int]) -> "_Order":
        """The same order with other numbers of sets."""
        return _Order(self.singles, sets, self.recipes, self.shelves)

    def can_make(self, gift_set: int, partner: int) -> int:
        """How many of a set one point can make, were nothing else wanted of it."""
        has = {s.product_id: s.available for s in self.shelves if s.partner_id == partner}
        return min(has.get(part, 0) // quantity for part, quantity in self.recipes[gift_set].items())


@dataclass
class _Stock:
    """What is left while an order is filled in thought."""

    left: dict[tuple[int, int], int]
    ids: dict[tuple[int, int], int]
    taken: list[Allocation] = field(default_factory=list)

    def take(self, product_id: int, partner: int, units: int, recipe: dict[int, int]) -> bool:
        """Takes so many of a product (`recipe` {itself: 1}) or set from a point; False if it lacks any."""
        needed = {(partner, part): quantity * units for part, quantity in recipe.items()}
        if any(self.left.get(key, 0) < amount for key, amount in needed.items()):
            return False
        for key, amount in needed.items():
            self.left[key] -= amount
        stock = tuple((self.ids[key], amount) for key, amount in needed.items())
        self.taken.append(Allocation(product_id, partner, units, stock, product_id not in recipe))
        return True


def plan(
    wanted: dict[int, int],
    shelves: list[Shelf],
    chosen_partner_id: int | None = None,
    recipes: dict[int, dict[int, int]] | None = None,
) -> Plan:
    """Where `wanted` (product id → units) comes from. Raises Shortage.

    `recipes` says what a gift set is made of (set id → component id → units in one). With
    `chosen_partner_id` (pick-up) that point alone is asked.
    """
    if chosen_partner_id is not None:
        shelves = [shelf for shelf in shelves if shelf.partner_id == chosen_partner_id]
    recipes = {key: recipe for key, recipe in (recipes or {}).items() if key in wanted}
    singles = {key: units for key, units in wanted.items() if key not in recipes}
    sets = {key: units for key, units in wanted.items() if key in recipes}
    order = _Order(singles, sets, recipes, shelves)
    _refuse_shortage(order)
    for size, partners in _groups_of_points(order):
        allocations = _take(order, partners)
        if allocations:
            reason = Reason.NEAREST_WITH_ALL if size == 1 else Reason.FEWEST_POINTS
            return Plan(allocations, Reason.CHOSEN_POINT if chosen_partner_id else reason)
    raise Shortage(_sets_too_many(order))


def _refuse_shortage(order):
    """Refuses what cannot be had even if nothing else were ordered."""
    partners = {shelf.partner_id for shelf in order.shelves}
    there_is = dict.fromkeys(order.singles, 0)
    for shelf in order.shelves:
        if shelf.product_id in there_is:
            there_is[shelf.product_id] += shelf.available
    for gift_set in order.sets:
        there_is[gift_set] = max((order.can_make(gift_set, partner) for partner in partners), default=0)
    wanted = order.singles | order.sets
    short = {key: there_is[key] for key, units in wanted.items() if there_is[key] < units}
    if short:
        raise Shortage(short)


def _sets_too_many(order):
    """Each line can be had by itself, not all together: how many sets the rest of the order leaves.

    The sets named last give way first; as single products alone suffice, that comes to an end.
    """
    everywhere = list(dict.fromkeys(shelf.partner_id for shelf in order.shelves))
    sets, short = dict(order.sets), {}
    for gift_set in reversed(order.sets):
        fewest, most = 0, sets[gift_set]
        while fewest < most - 1:
            middle = (fewest + most) // 2
            fits = _take(order.with_sets(sets | {gift_set: middle}), everywhere)
            fewest, most = (middle, most) if fits else (fewest, middle)
        short[gift_set] = sets[gift_set] = fewest
        if _take(order.with_sets(sets), everywhere):
            break
    return short


def _groups_of_points(order) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Groups of points to try with their sizes: small before large, near before far, at last the fullest."""
    needed = _units_needed(order)
    useful = [s for s in order.shelves if s.product_id in needed and s.available > 0]
    nearest = {s.partner_id: (s.distance_km, not s.is_central, s.partner_id) for s in useful}
    partners = sorted(nearest, key=nearest.get)
    for size in range(1, len(partners) + 1):
        if comb(len(partners), size) > MOST_GROUPS_TRIED:
            break
        for chosen in combinations(partners, size):
            yield size, chosen
    yield len(partners), sorted(partners, key=lambda partner: -_reach(needed, useful, partner))


def _units_needed(order):
    units = dict(order.singles)
    for gift_set, number in order.sets.items():
        for part, quantity in order.recipes[gift_set].items():
            units[part] = units.get(part, 0) + quantity * number
    return units


def _reach(needed, shelves, partner):
    return sum(min(s.available, needed[s.product_id]) for s in shelves if s.partner_id == partner)


def _take(order, partners) -> tuple[Allocation, ...]:
    """The allocations if these points can fill the order, each asked in turn, else an empty tuple.

    Every way to give each kind of set one point is tried; what single products need is taken after.
    """
    able = [
        [partner for partner in partners if order.can_make(gift_set, partner) >= number]
        for gift_set, number in order.sets.items()
    ]
    for homes in islice(product(*able), MOST_WAYS_TRIED):
        stock = _stock(order, partners)
        made = all(
            stock.take(gift_set, home, number, order.recipes[gift_set])
            for (gift_set, number), home in zip(order.sets.items(), homes, strict=True)
            if number
        )
        if made and _take_singles(order, stock, partners):
            return tuple(sorted(stock.taken, key=lambda a: partners.index(a.partner_id)))
    return ()


def _stock(order, partners):
    there = [shelf for shelf in order.shelves if shelf.partner_id in partners]
    left = {(shelf.partner_id, shelf.product_id): shelf.available for shelf in there}
    return _Stock(left, {(shelf.partner_id, shelf.product_id): shelf.stock_id for shelf in there})


def _take_singles(order, stock, partners):
    for product_id, units in order.singles.items():
        for partner in partners:
            given = min(units, stock.left.get((partner, product_id), 0))
            if given > 0:
                stock.take(product_id, partner, given, {product_id: 1})
                units -= given
        if units:
            return False
    return True
