"""The states of a parcel, and who may move one from which to which: the whole of it, in one table.

`docs/orders.md` has the drawing of it (`make drawing`).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    """How a parcel reaches the buyer."""

    DELIVERY = "delivery", _("delivery")
    PICK_UP = "pick_up", _("pick-up")


class Status(TextChoices):
    """Where a parcel is on its way."""

    UNPAID = "unpaid", _("waiting for payment")
    LAPSED = "lapsed", _("not paid in time")
    SHORT = "short", _("paid, but the goods are gone")
    NEW = "new", _("waiting for confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    PACKED = "packed", _("packed")
    SENT = "sent", _("sent")
    DELIVERED = "delivered", _("delivered")
    CAME_BACK = "came_back", _("came back undelivered")
    HANDED_OVER = "handed_over", _("handed over")
    CANCELLED = "cancelled", _("cancelled")


class Mover(TextChoices):
    """Who moves a parcel."""

    SHOPPER = "shopper", _("the shopper")
    POINT = "point", _("the point")
    OFFICE = "office", _("the office")
    CLOCK = "clock", _("a deadline")
    PAYMENT = "payment", _("the payment")
    CARRIER = "carrier", _("the carrier")


#: The point has it to do.
OPEN = (Status.NEW, Status.CONFIRMED, Status.PACKED)
#: Its goods are promised: nobody else can buy them.
PROMISED = (Status.UNPAID, *OPEN)
#: Nothing for a point yet: the money is missing, or the goods are.
BEFORE_THE_POINT = (Status.UNPAID, Status.LAPSED, Status.SHORT)
#: The buyer has the goods.
ARRIVED = (Status.DELIVERED, Status.HANDED_OVER)
#: The goods have left the shop.
GONE_OUT = (Status.SENT, Status.DELIVERED, Status.CAME_BACK, Status.HANDED_OVER)
#: Nothing is to be paid for it.
COSTS_NOTHING = (Status.LAPSED, Status.SHORT, Status.CANCELLED, Status.CAME_BACK)
#: An order of such parcels alone is as if it had not been placed.
CAME_TO_NOTHING = {Status.LAPSED, Status.CANCELLED}

#: The office may do what a point may.
_POINT = {Mover.POINT, Mover.OFFICE}
#: From each state to each other one, and who may do it. Sending is for delivery, handing over for pick-up.
TRANSITIONS = {
    Status.UNPAID: {
        Status.NEW: {Mover.PAYMENT},
        Status.LAPSED: {Mover.CLOCK, Mover.PAYMENT},
        Status.CANCELLED: {Mover.SHOPPER, Mover.OFFICE},
    },
    Status.LAPSED: {Status.NEW: {Mover.PAYMENT}, Status.SHORT: {Mover.PAYMENT}},
    Status.SHORT: {Status.NEW: {Mover.OFFICE}, Status.CANCELLED: {Mover.OFFICE}},
    Status.NEW: {Status.CONFIRMED: _POINT, Status.CANCELLED: {*_POINT, Mover.SHOPPER, Mover.CLOCK}},
    Status.CONFIRMED: {Status.PACKED: _POINT, Status.CANCELLED: _POINT},
    Status.PACKED: {Status.SENT: _POINT, Status.HANDED_OVER: _POINT, Status.CANCELLED: _POINT},
    # A carrier's machine is asked how far it is (`ask_carriers`).
    Status.SENT: {
        Status.DELIVERED: {*_POINT, Mover.CARRIER},
        Status.CAME_BACK: {*_POINT, Mover.CARRIER},
    },
    Status.DELIVERED: {},
    Status.CAME_BACK: {},
    Status.HANDED_OVER: {},
    Status.CANCELLED: {},
}
_NOT_FOR = {Method.DELIVERY: Status.HANDED_OVER, Method.PICK_UP: Status.SENT}


def steps(*, status: str, method: str, by: str) -> list[Status]:
    """The states that somebody may move a parcel to, the way onward first."""
    onward = TRANSITIONS[status].items()
    return [to for to, movers in onward if by in movers and to != _NOT_FOR[method]]


def way(*, status: str, method: str, happened: set[str]) -> list[Status]:
    """The states from the beginning to the end, those still to come among them, as a buyer reads them.

    `happened` is those that the parcel has been in; one that ended early shows only these.
    """
    if status in COSTS_NOTHING:
        return [state for state in Status if state in happened]
    paid_before = [Status.UNPAID] if Status.UNPAID in happened else []
    end = [Status.SENT, Status.DELIVERED] if method == Method.DELIVERY else [Status.HANDED_OVER]
    return [*paid_before, *OPEN, *end]


def of_order(states: set[str]) -> str:
    """An order's own state, which follows from its parcels'."""
    if Status.SHORT in states:
        return "paid_short"
    if Status.UNPAID in states:
        return "awaiting_payment"
    if states & set(OPEN):
        return "placed"
    if states <= CAME_TO_NOTHING:
        return "lapsed" if Status.LAPSED in states else "cancelled"
    return "completed"
