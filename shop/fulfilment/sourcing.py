"""From which points an order is filled: the rule of docs/decisions/0003, as a function of what is there.

The chosen point if it has everything; else the single point that has, the nearest first and the central
warehouse before a point equally far; else the fewest points that have it together.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import comb, inf

#: Beyond so many sets of points the search for the fewest gives way to taking the fullest point first.
MOST_SETS_TRIED = 20_000


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
    """Units of one product taken from one stock record."""

    stock_id: int
    product_id: int
    partner_id: int
    units: int


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


class Shortage(Exception):
    """All points together have too little. `available` maps the ids of such products to what there is."""

    def __init__(self, available: dict[int, int]):
        super().__init__(f"not enough of products {sorted(available)}")
        self.available = available


def plan(wanted: dict[int, int], shelves: list[Shelf], chosen_partner_id: int | None = None) -> Plan:
    """Where `wanted` (product id → units) comes from. Raises Shortage.

    With `chosen_partner_id` (pick-up) that point alone is asked.
    """
    if chosen_partner_id is not None:
        shelves = [shelf for shelf in shelves if shelf.partner_id == chosen_partner_id]
    _refuse_shortage(wanted, shelves)
    for size, partners in _sets_of_points(wanted, shelves):
        allocations = _take(wanted, shelves, partners)
        if allocations:
            reason = Reason.NEAREST_WITH_ALL if size == 1 else Reason.FEWEST_POINTS
            return Plan(allocations, Reason.CHOSEN_POINT if chosen_partner_id else reason)
    raise AssertionError("All points together have enough, so some set of them has.")


def _refuse_shortage(wanted, shelves):
    total = dict.fromkeys(wanted, 0)
    for shelf in shelves:
        if shelf.product_id in total:
            total[shelf.product_id] += shelf.available
    short = {product: total[product] for product, units in wanted.items() if total[product] < units}
    if short:
        raise Shortage(short)


def _sets_of_points(wanted, shelves):
    """Sets of points to try with their sizes: small before large, near before far, at last the fullest."""
    useful = [s for s in shelves if s.product_id in wanted and s.available > 0]
    nearest = {s.partner_id: (s.distance_km, not s.is_central, s.partner_id) for s in useful}
    partners = sorted(nearest, key=nearest.get)
    for size in range(1, len(partners) + 1):
        if comb(len(partners), size) > MOST_SETS_TRIED:
            break
        for chosen in combinations(partners, size):
            yield size, chosen
    yield len(partners), sorted(partners, key=lambda partner: -_reach(wanted, useful, partner))


def _reach(wanted, shelves, partner):
    return sum(min(s.available, wanted[s.product_id]) for s in shelves if s.partner_id == partner)


def _take(wanted, shelves, partners):
    """The allocations if these points can fill the order, each asked in turn, else an empty tuple."""
    left, taken = dict(wanted), []
    by_partner = {partner: [s for s in shelves if s.partner_id == partner] for partner in partners}
    for partner in partners:
        for shelf in by_partner[partner]:
            units = min(shelf.available, left.get(shelf.product_id, 0))
            if units > 0:
                taken.append(Allocation(shelf.stock_id, shelf.product_id, partner, units))
                left[shelf.product_id] -= units
    return () if any(left.values()) else tuple(taken)
