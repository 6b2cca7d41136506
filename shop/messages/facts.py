"""What messages are told about an order, in plain values: money in whole đồng, moments with their zone.

A builder above this floor fills them in from the database (`settings.MESSAGE_CONTEXTS`), and `samples` from
nothing, so that what staff see beforehand is made by the same templates.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Item:
    """So many of one thing, and what they cost together."""

    name: str
    quantity: int
    amount: int


@dataclass(frozen=True)
class Place:
    """Where a parcel comes from: a sales point, or the central warehouse, which has no page and no hours."""

    name: str
    address: str = ""
    phone: str = ""
    link: str = ""
    hours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transfer:
    """Where money is to be sent, and under which words."""

    bank: str
    account: str
    holder: str
    memo: str


@dataclass(frozen=True)
class ParcelFacts:
    """One point's part of the order. `amount` is what is paid when it comes, or is fetched (đồng)."""

    place: Place
    is_pick_up: bool
    items: tuple[Item, ...]
    amount: int = 0
    confirm_by: datetime | None = None
    ready_by: datetime | None = None
    keep_until: datetime | None = None
    #: What is shown at the point to fetch it.
    pick_up_code: str = ""
    carrier: str = ""
    tracking: str = ""
    tracking_link: str = ""
    counter_link: str = ""


@dataclass(frozen=True)
class OrderFacts:
    """The order. `payment` is its means (`cod`, `at_point`, `card`, `transfer`), `owed` still to be paid."""

    number: str
    name: str
    phone: str
    link: str
    items: tuple[Item, ...]
    goods: int
    delivery: int
    total: int
    owed: int
    payment: str
    payment_words: str
    address: str = ""
    pay_by: datetime | None = None
    parcels: tuple[ParcelFacts, ...] = ()

    @property
    def is_prepaid(self) -> bool:
        """Whether money is to come before the points begin."""
        return self.payment not in ("cod", "at_point")


@dataclass(frozen=True)
class MessageFacts:
    """All that a message may say. `amount` is the money that it is about."""

    order: OrderFacts
    parcel: ParcelFacts | None = None
    amount: int = 0
    reason: str = ""
    #: Who cancelled: `clock`, `point`, `office` or `shopper`; whether money that was paid goes back.
    by: str = ""
    money_back: bool = False
    answer: str = ""
    reference: str = ""
    transfer: Transfer | None = None
    #: Whom to call: the parcel's point, or the shop itself.
    call: Place | None = None
    #: The points of the order's other parcels that go on.
    others: tuple[str, ...] = ()
