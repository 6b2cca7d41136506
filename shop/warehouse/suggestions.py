"""What the office may want to move or order: plain rules over what stands where and how fast it sells.

Pure functions of figures, so that every suggestion can say why. One product at a time:
- A point **needs** goods where what it has, with what is on its way, lasts less than `NEED_DAYS` at the speed
  of the last `SALES_DAYS`; it needs so many that they last `TARGET_DAYS`.
- A point can **spare** what lasts longer than `SPARE_DAYS` there; where nothing was sold, all but a few.
- Needs are met from the point that can spare most; what nobody can spare is to be ordered from the producer.
"""

from dataclasses import dataclass
from math import ceil, floor

SALES_DAYS = 28
NEED_DAYS, TARGET_DAYS, SPARE_DAYS = 10, 28, 56
#: Units that stay on a shelf from which nothing was sold.
TO_SHOW = 2


@dataclass(frozen=True)
class Shelf:
    """One product at one point: units that can be sold, on their way there, and sold in `SALES_DAYS`."""

    partner_id: int
    left: int
    coming: int = 0
    sold: int = 0

    @property
    def cover(self) -> int | None:
        """Whole days that what can be sold will last; None where nothing was sold."""
        return self.left * SALES_DAYS // self.sold if self.sold else None

    @property
    def needs(self) -> int:
        """Units that are missing for `TARGET_DAYS`; 0 where it lasts `NEED_DAYS` anyway."""
        there = self.left + self.coming
        if there * SALES_DAYS >= NEED_DAYS * self.sold:
            return 0
        return ceil(self.sold * TARGET_DAYS / SALES_DAYS) - there

    @property
    def spares(self) -> int:
        """Units beyond what `SPARE_DAYS` take, or beyond a few to show."""
        stays = ceil(self.sold * SPARE_DAYS / SALES_DAYS) if self.sold else TO_SHOW
        return max(self.left - stays, 0)


@dataclass(frozen=True)
class Transfer:
    """So many units should go from a point that can spare them to one that needs them."""

    source: Shelf
    destination: Shelf
    units: int


@dataclass(frozen=True)
class Reorder:
    """So many units should come from the producer to a point."""

    destination: Shelf
    units: int


def suggest(shelves: list[Shelf]) -> tuple[list[Transfer], list[Reorder]]:
    """Transfers and orders for one product, the most pressing need first.

    No point is asked for more than it can spare, and none gets more than it needs.
    """
    spare = {shelf: shelf.spares for shelf in shelves if shelf.spares}
    transfers, reorders = [], []
    for needy in sorted((shelf for shelf in shelves if shelf.needs), key=_pressing):
        missing = needy.needs
        for source in sorted(spare, key=lambda shelf: (-spare[shelf], shelf.partner_id)):
            if units := min(spare[source], missing):
                transfers.append(Transfer(source, needy, units))
                spare[source] -= units
                missing -= units
        if missing:
            reorders.append(Reorder(needy, missing))
    return transfers, reorders


def _pressing(shelf):
    return floor((shelf.left + shelf.coming) * SALES_DAYS / shelf.sold), -shelf.sold, shelf.partner_id
