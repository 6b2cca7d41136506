"""Telling shoppers and points what happens to an order: rows in the outbox, in that transaction.

What a message then says is read by `letters` when it is sent.
"""

from datetime import datetime, timedelta

from django.conf import settings

from shop.forks.order.models import Order
from shop.forks.partner.models import Partner, PointMembership
from shop.fulfilment.models import Fulfilment
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader, emails, tell

Status = Fulfilment.Status
#: What the shopper is told when a parcel comes to a state.
TOLD_OF = {
    Status.CONFIRMED: Kind.PARCEL_CONFIRMED,
    Status.SENT: Kind.PARCEL_SENT,
    Status.HANDED_OVER: Kind.PARCEL_HANDED_OVER,
    Status.CANCELLED: Kind.PARCEL_CANCELLED,
}
#: The point's staff read Vietnamese.
STAFF_LANGUAGE = "vi"


def tell_shopper(*, order: Order, kind: Kind, event: str, at: datetime, **facts) -> list[Message]:
    """Writes down one message about an order to who placed it; once an event, such as `refund:3:sent`.

    `facts` are what `letters` cannot read again later: `amount` and `owed` in whole đồng, `reason`, `by`,
    `money_back`, `answer`, `reference`, `transfer` (a dict of bank, account, holder, memo), `carrier`,
    `tracking`, `tracking_link`, `parcel` (its id), `pay_by` (ISO).
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
    """Whom to tell about an order: the address given with it, or else that of who was signed in."""
    address = order.guest_email or (order.user.email if order.user_id else "")
    return Reader(emails=emails([address]), phone=order.contact_phone)


def tell_of_placing(*, order: Order, at: datetime, **facts) -> list[Message]:
    """The order stands."""
    return tell_shopper(order=order, kind=Kind.ORDER_PLACED, event=f"order:{order.pk}:placed", at=at, **facts)


def tell_of_step(*, fulfilment: Fulfilment, at: datetime, **facts) -> list[Message]:
    """A parcel has come to a state; nothing where the shopper has nothing from knowing."""
    kind = TOLD_OF.get(fulfilment.status)
    if fulfilment.status == Status.PACKED and fulfilment.method == Fulfilment.Method.PICK_UP:
        kind = Kind.PARCEL_READY
    if kind is None:
        return []
    return tell_shopper(
        order=fulfilment.order,
        kind=kind,
        event=f"{fulfilment.reference}:{fulfilment.status}",
        at=at,
        parcel=fulfilment.pk,
        # When it happened, not when it is sent: days are counted from then.
        **{"at": at.isoformat(), **facts},
    )


def staff_of(partner: Partner) -> Reader:
    """The point itself and all who work there."""
    staff = PointMembership.objects.filter(partner=partner, user__is_active=True)
    point = partner.sales_point
    return Reader(
        emails=emails([*staff.values_list("user__email", flat=True), point.email if point else ""]),
        phone=point.phone if point else "",
    )


def remind_points(*, now: datetime) -> int:
    """Reminds the points of what has to be confirmed soon, once a parcel; how many are new among them."""
    soon = now + timedelta(hours=settings.CONFIRM_REMINDER_HOURS)
    waiting = Fulfilment.objects.filter(status=Status.NEW, confirm_by__gt=now, confirm_by__lte=soon)
    return sum(
        bool(_remind(parcel, now))
        for parcel in waiting.select_related("partner__sales_point").order_by("confirm_by", "pk")
    )


def _remind(parcel, now):
    return tell(
        kind=Kind.CONFIRM_REMINDER,
        event=f"{parcel.reference}:confirm_reminder",
        to=staff_of(parcel.partner),
        language=STAFF_LANGUAGE,
        at=now,
        order_id=parcel.order_id,
        facts={"parcel": parcel.pk},
    )
