"""What carriers are asked and what they answer, as plain values: whole đồng, grams, centimetres."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Party:
    """Who sends or gets a parcel. `ward` and `province` are units of today.

    `district` is the unit that ended on 1 July 2025, for carriers that still want one; "" where unknown.
    """

    name: str
    phone: str
    street: str
    ward: str
    province: str
    district: str = ""


@dataclass(frozen=True)
class Item:
    """So many of one thing: grams and đồng are of one unit."""

    name: str
    quantity: int
    weight_g: int
    price: int


@dataclass(frozen=True)
class Parcel:
    """What is to be carried. `reference` names the booking for all time; `cash` is taken from the buyer.

    `value` is what the goods are worth, `side_cm` the side of a cube that holds them.
    """

    reference: str
    sender: Party
    recipient: Party
    items: tuple[Item, ...]
    weight_g: int
    side_cm: int
    cash: int = 0
    value: int = 0
    note: str = field(default="", repr=False)

    @property
    def content(self) -> str:
        """What is in it, in one line."""
        return ", ".join(f"{item.quantity} × {item.name}" for item in self.items)


@dataclass(frozen=True)
class Booking:
    """What a carrier made of it: its tracking number, and its fee where it told one."""

    number: str
    fee: int | None = None


class Where(StrEnum):
    """Where a parcel is, as far as the shop does something about it."""

    WAITING = "waiting"  # Not with the carrier yet.
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    CANCELLED = "cancelled"  # The carrier will not carry it.
    TROUBLE = "trouble"  # Lost, damaged, or a word that we do not know: for people.


@dataclass(frozen=True)
class Standing:
    """Where a parcel is, and the carrier's own word for it."""

    where: Where
    word: str
