"""Telling shoppers and points what happens to an order: rows in the outbox, in that transaction.

What a message then says is read by `letters` when it is sent.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from catalog.one_by_one import one_by_one
from shop.forks.order.models import Order
from shop.forks.partner.models import Partner, PointMembership
from shop.fulfilment.consignments.queries import facts_of_carriage
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Method, Mover, Status
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader, emails, tell

#: What the shopper is told when a parcel comes to a state.
TOLD_OF = {
    Status.CONFIRMED: Kind.PARCEL_CONFIRMED,
    Status.SENT: Kind.PARCEL_SENT,
    Status.DELIVERED: Kind.PARCEL_HANDED_OVER,
    Status.HANDED_OVER: Kind.PARCEL_HANDED_OVER,
    Status.CANCELLED: Kind.PARCEL_CANCELLED,
    Status.SHORT: Kind.PAID_SHORT,
}
#: States in which no money of the buyer's is there for a parcel that is to be paid for before.
NOT_PAID = (Status.UNPAID, Status.LAPSED)
#: The point's staff read Vietnamese.
STAFF_LANGUAGE = "vi"
#: What names the point itself among those whom it is told to.
POINT = "point"
logger = logging.getLogger(__name__)


def tell_shopper(*, order: Order, kind: Kind, event: str, at: datetime, **facts) -> list[Message]:
    """Writes down one message about an order to who placed it; once an event, such as `refund:3:sent`.

    `facts` are what `letters` cannot read again later: `amount` and `owed` in whole đồng, `reason`, `by`,
    `money_back`, `answer`, `reference`, `carrier`, `tracking`, `tracking_link`, `parcel` (its id),
    `happened_at` (ISO).
    """
    return tell(
        kind=kind,
        event=event,
        to=shopper_of(order),
        language=order.language,
        at=at,
        order_id=order.pk,
        facts=facts,
    )


def shopper_of(order: Order) -> Reader:
    """Whom to tell about an order: who placed it, and never who has merely added it by its link."""
    return Reader(emails=emails([order.email]), phone=order.contact_phone)


def tell_of_placing(*, order: Order, at: datetime, **facts) -> list[Message]:
    """The order stands."""
    return tell_shopper(order=order, kind=Kind.ORDER_PLACED, event=f"order:{order.pk}:placed", at=at, **facts)


def tell_of_lapse(*, order: Order, at: datetime) -> list[Message]:
    """The order was not paid in time."""
    return tell_shopper(order=order, kind=Kind.ORDER_LAPSED, event=f"order:{order.pk}:lapsed", at=at)


def tell_of_step(*, fulfilment: Fulfilment, was: str, by: str, note: str, at: datetime) -> list[Message]:
    """`by` has moved a parcel from the state `was`; nothing where the shopper has nothing from knowing."""
    kind = TOLD_OF.get(fulfilment.status)
    if fulfilment.status == Status.PACKED and fulfilment.method == Method.PICK_UP:
        kind = Kind.PARCEL_READY
    if kind is None:
        return []
    return tell_shopper(
        order=fulfilment.order,
        kind=kind,
        event=f"{fulfilment.reference}:{fulfilment.status}",
        at=at,
        parcel=fulfilment.pk,
        amount=fulfilment.amount,
        happened_at=at.isoformat(),
        by=by,
        # What a clock or a shopper notes is no reason that anybody has to be told.
        reason=note if by in (Mover.POINT, Mover.OFFICE) else "",
        money_back=fulfilment.order.is_prepaid and was not in NOT_PAID,
        **_carriage(fulfilment),
    )


def tell_of_number(*, fulfilment: Fulfilment, consignment: int, at: datetime) -> list[Message]:
    """Who carries a parcel that is on its way became known, or was put right; once a consignment (its id)."""
    return tell_shopper(
        order=fulfilment.order,
        kind=Kind.PARCEL_SENT,
        event=f"{fulfilment.reference}:{Status.SENT}:{consignment}",
        at=at,
        parcel=fulfilment.pk,
        **_carriage(fulfilment),
    )


def _carriage(fulfilment):
    if fulfilment.status != Status.SENT:
        return {}
    return facts_of_carriage(fulfilment, fulfilment.order.language)


def tell_of_payment(
    *, order: Order, event: str, amount: int, owed: int, reference: str, at: datetime
) -> list[Message]:
    """`amount` đồng have come, and `owed` are still to come."""
    facts = {"amount": amount, "owed": owed, "reference": reference}
    return tell_shopper(order=order, kind=Kind.PAYMENT_RECEIVED, event=event, at=at, **facts)


def tell_of_refund(*, order: Order, event: str, amount: int, reference: str, at: datetime) -> list[Message]:
    """`amount` đồng have been sent back."""
    facts = {"amount": amount, "reference": reference}
    return tell_shopper(order=order, kind=Kind.REFUND_SENT, event=event, at=at, **facts)


def remind_to_pay(*, now: datetime) -> int:
    """Reminds who has still to transfer the money, once an order; how many are new among them.

    Not so soon after the order was placed as the reminder comes before its end.
    """
    before = timedelta(hours=settings.PAYMENT_REMINDER_HOURS)
    orders = Order.objects.filter(
        payment_method=Order.PaymentMethod.BANK_TRANSFER,
        pay_by__gt=now,
        pay_by__lte=now + before,
        date_placed__lte=now - before,
        fulfilments__status=Status.UNPAID,
    )
    due = orders.distinct().select_related("user").order_by("pay_by", "pk")
    return _reminded(due, lambda order: _remind_to_pay(order, now))


def _reminded(things, remind) -> int:
    """Of how many somebody was reminded anew."""
    told = one_by_one(things, remind, logger=logger, words="Nobody can be reminded of %s")
    return sum(map(bool, told))


def _remind_to_pay(order, now):
    event = f"order:{order.pk}:reminded"
    return tell_shopper(order=order, kind=Kind.PAYMENT_REMINDER, event=event, at=now)


def staff_of(partner: Partner) -> dict[str, Reader]:
    """The point itself and each who works there, by what names them; an address once."""
    staff = PointMembership.objects.filter(partner=partner, user__is_active=True).exclude(user__email="")
    point = partner.sales_point
    by_address = {email: str(pk) for pk, email in staff.order_by("pk").values_list("user", "user__email")}
    if point and point.email:
        by_address.setdefault(point.email, POINT)
    if not by_address and point:
        return {POINT: Reader(phone=point.phone)}
    return {name: Reader(emails=(address,)) for address, name in by_address.items()}


def remind_points(*, now: datetime) -> int:
    """Reminds the points of what has to be confirmed soon, once a parcel; how many are new among them."""
    soon = now + timedelta(hours=settings.CONFIRM_REMINDER_HOURS)
    waiting = Fulfilment.objects.filter(status=Status.NEW, confirm_by__gt=now, confirm_by__lte=soon)
    due = waiting.select_related("partner__sales_point").order_by("confirm_by", "pk")
    return _reminded(due, lambda parcel: _remind(parcel, now))


@transaction.atomic
def _remind(parcel, now):
    """A message to each, so that nobody reads the others' addresses and no list of them is too long."""
    told = {
        "kind": Kind.CONFIRM_REMINDER,
        "language": STAFF_LANGUAGE,
        "at": now,
        "order_id": parcel.order_id,
        "facts": {"parcel": parcel.pk},
    }
    event = f"{parcel.reference}:confirm_reminder"
    readers = staff_of(parcel.partner)
    return [new for name, to in readers.items() for new in tell(event=f"{event}:{name}", to=to, **told)]
