"""What a message about an order is to say (`settings.MESSAGE_CONTEXTS`), read when it is sent."""

from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from shop.forks.order.models import Line, Order
from shop.forks.partner.models import Partner
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.pick_up import spaced
from shop.fulfilment.states import COSTS_NOTHING, PROMISED, Method, Status
from shop.messages.facts import Item, MessageFacts, OrderFacts, ParcelFacts, Place, Transfer
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.payments.account import shop_account
from shop.payments.money import dong
from shop.points.hours_in_words import hours_in_words
from shop.points.schedule import schedule_of

#: The states of its parcel, or of one of the order's, in which a message is true; others always are.
TRUE_WHILE = {
    Kind.PAYMENT_REMINDER: (Status.UNPAID,),
    Kind.ORDER_LAPSED: (Status.LAPSED,),
    Kind.PAID_SHORT: (Status.SHORT,),
    Kind.PARCEL_CONFIRMED: (Status.CONFIRMED, Status.PACKED),
    Kind.PARCEL_READY: (Status.PACKED,),
    Kind.CONFIRM_REMINDER: (Status.NEW,),
}


def facts_of(message: Message, now: datetime) -> MessageFacts | None:
    """All that a message may say, in the language in force; None where it is not true any more.

    The same number of queries whatever the order holds.
    """
    told = message.facts
    order = _order(message.order_id)
    parcels = list(order.fulfilments.all())
    mine = next((parcel for parcel in parcels if parcel.pk == told.get("parcel")), None)
    if not _is_true(message.kind, [mine] if mine else parcels):
        return None
    lines = list(order.lines.all())
    owed = _owed(order, parcels)
    facts = {parcel.pk: _parcel(parcel, lines, told, now, owed) for parcel in parcels}
    others = [each for each in parcels if each != mine and each.status in PROMISED]
    about = facts[mine.pk] if mine else None
    return MessageFacts(
        order=_of_order(order, lines, parcels, told.get("owed", owed), tuple(facts.values())),
        parcel=about,
        amount=told.get("amount", 0),
        reason=told.get("reason", ""),
        by=told.get("by", ""),
        money_back=told.get("money_back", False),
        answer=told.get("answer", ""),
        reference=told.get("reference", ""),
        transfer=_transfer(order, parcels),
        call=_whom_to_call(message.kind, [about] if about else list(facts.values())),
        others=tuple(facts[each.pk].place.name for each in others) if mine else (),
    )


def _is_true(kind, parcels):
    return any(parcel.status in TRUE_WHILE.get(kind, Status) for parcel in parcels)


def _order(order_id) -> Order:
    parcels = Fulfilment.objects.select_related("partner__sales_point__commune").order_by("pk")
    lines = Line.objects.select_related("product__parent").order_by("pk")
    return (
        Order.objects.select_related("shipping_address")
        .prefetch_related(Prefetch("fulfilments", parcels), Prefetch("lines", lines), "sources")
        .get(pk=order_id)
    )


def _owed(order, parcels):
    """Đồng still to be paid for the parcels that reach the buyer; nothing where it was paid before."""
    if order.is_prepaid and not _awaits_payment(parcels):
        return 0
    came = sum(dong(source.amount_debited - source.amount_refunded) for source in order.sources.all())
    return max(0, sum(parcel.amount for parcel in parcels if parcel.status not in COSTS_NOTHING) - came)


def _of_order(order, lines, parcels, owed, facts):
    awaits_payment = _awaits_payment(parcels)
    return OrderFacts(
        number=order.number,
        name=order.contact_name,
        phone=order.contact_phone,
        link=_absolute(order.get_absolute_url()),
        items=_items(lines),
        goods=dong(order.basket_total_incl_tax),
        delivery=dong(order.shipping_incl_tax),
        total=dong(order.total_incl_tax),
        owed=owed,
        payment=order.payment_method,
        payment_words=order.get_payment_method_display(),
        address=_address(order.shipping_address),
        pay_by=order.pay_by if awaits_payment else None,
        parcels=facts,
    )


def _transfer(order, parcels) -> Transfer | None:
    """Where the money for an order goes that is still to be transferred; its number finds it again."""
    account = shop_account()
    is_asked = order.payment_method == Order.PaymentMethod.BANK_TRANSFER and _awaits_payment(parcels)
    if account is None or not is_asked:
        return None
    return Transfer(bank=account.bank, account=account.number, holder=account.name, memo=order.number)


def _awaits_payment(parcels):
    return any(parcel.status == Status.UNPAID for parcel in parcels)


def _address(address):
    return ", ".join(filter(None, [address.line1, address.line4, address.state])) if address else ""


def _items(lines):
    return tuple(
        Item(
            name=line.product.full_title if line.product else line.title,
            quantity=line.quantity,
            amount=dong(line.line_price_incl_tax),
        )
        for line in lines
    )


def _parcel(parcel, lines, told, now, owed):
    is_pick_up = parcel.method == Method.PICK_UP
    # Days are counted from when it happened, not from when it is sent.
    since = parse_datetime(told["happened_at"]) if told.get("happened_at") else now
    return ParcelFacts(
        place=_place(parcel.partner, now, with_hours=is_pick_up and told.get("parcel") == parcel.pk),
        is_pick_up=is_pick_up,
        items=_items(line for line in lines if line.partner_id == parcel.partner_id),
        amount=0 if parcel.order.is_prepaid else min(parcel.amount, owed),
        confirm_by=parcel.confirm_by,
        ready_by=parcel.ready_by,
        pick_up_code=spaced(parcel.pick_up_code),
        keep_until=since + timedelta(days=settings.PICK_UP_WITHIN_DAYS),
        carrier=told.get("carrier", ""),
        tracking=told.get("tracking", ""),
        tracking_link=told.get("tracking_link", ""),
        counter_link=_absolute(reverse("counter:parcel", kwargs={"pk": parcel.pk})),
    )


def _place(partner: Partner, now, *, with_hours) -> Place:
    point = partner.sales_point
    if point is None:
        return Place(partner.name, phone=settings.SHOP_PHONE)
    return Place(
        name=point.name,
        address=", ".join(filter(None, [point.address_line, str(point.commune)])),
        phone=point.phone or settings.SHOP_PHONE,
        link=_absolute(point.get_absolute_url()),
        hours=_hours(point, now) if with_hours else (),
    )


def _hours(point, now) -> tuple[str, ...]:
    """The week, days in a row with the same hours together, then the coming days that differ."""
    hours = hours_in_words(schedule_of(point), now)
    alike = [list(days) for _hours, days in groupby(hours.week, key=lambda day: day.hours)]
    rows = [(" – ".join(dict.fromkeys([days[0].name, days[-1].name])), days[0].hours) for days in alike]
    rows += [(f"{day.name} ({day.why})" if day.why else day.name, day.hours) for day in hours.coming]
    return tuple(f"{name}: {', '.join(spans) or _('closed')}" for name, spans in rows)


def _whom_to_call(kind, parcels) -> Place | None:
    """The one point that the message is about, or the shop where several take part; a point calls nobody."""
    if kind == Kind.CONFIRM_REMINDER:
        return None
    if len(parcels) == 1:
        return parcels[0].place
    return Place("OCOP Điện Biên", phone=settings.SHOP_PHONE) if settings.SHOP_PHONE else None


def _absolute(path):
    return settings.PUBLIC_URL.rstrip("/") + path
