"""Why somebody's data cannot be erased (yet)."""

from dataclasses import dataclass
from enum import StrEnum

from shop.forks.order.models import Order


class Reason(StrEnum):
    """What an order still wants."""

    ON_ITS_WAY = "on its way"
    MONEY = "money"


@dataclass(frozen=True)
class Obstacle:
    """An order that has to come to its end first."""

    order: Order
    reason: Reason


class CannotEraseYet(Exception):
    """Orders are on their way, or money is owed one way or the other; nothing was changed."""

    def __init__(self, obstacles: list[Obstacle]):
        super().__init__(", ".join(f"{each.order.number}: {each.reason}" for each in obstacles))
        self.obstacles = obstacles


class WorksHere(Exception):
    """The account is one of staff, or was: its name stands in the books of stock, money or pages."""
