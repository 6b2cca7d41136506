"""Placing an order: plan, promise, write down; all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from shop.forks.basket.models import Basket
from shop.forks.offer.exceptions import OfferUsedUp
from shop.forks.order.models import Order, ShippingAddress
from shop.forks.order.utils import OrderCreator, OrderNumberGenerator
from shop.forks.partner.models import Partner
from shop.forks.voucher.models import Voucher
from shop.fulfilment import states
from shop.fulfilment.delivery import Contact, Destination, shipping_method
from shop.fulfilment.exceptions import AlreadyOrdered, CannotPlace, NotEnoughStock
from shop.fulfilment.gifts import gift_wrap_as_surcharge
from shop.fulfilment.models import Fulfilment, FulfilmentEvent, LineUnits
from shop.fulfilment.operations import confirm_by
from shop.fulfilment.paying import pay_by, refuse_means
from shop.fulfilment.pick_up import give_code, ready_at_point
from shop.fulfilment.quoting import quote
from shop.fulfilment.rehoming import rehome
from shop.fulfilment.telling import tell_of_placing
from shop.invoices.models import InvoiceDetails
from shop.invoices.operations import ask_for_invoice
from shop.payments.money import dong, oscar_price
from shop.payments.rates import delivery_rate
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.holds import expire_holds, hold, pass_to_order

#: What a shopper is told where something is no longer as it was agreed to.
CHANGED = gettext_lazy("Prices or parcels have changed since you looked. Please check once more.")
#: A plan can be overtaken by another shopper between the look and the promise; then it is made anew.
MOST_PLANS = 4


@dataclass(frozen=True)
class Wish:
    """Who orders, where it goes, how it is paid (`Order.PaymentMethod`), and what was agreed to (đồng).

    `key` names the order: sent twice, it is one. `invoice`: whom an invoice is to be made out to, if any.
    """

    contact: Contact
    destination: Destination
    means: str
    agreed_total: int
    key: str
    user: object = None
    language: str = "vi"
    invoice: InvoiceDetails | None = None


def place_order(*, basket, wish: Wish, now: datetime) -> Order:
    """Places the basket's order under the wish's key; the same key again gives the same order.

    The order stands, and its goods are promised, before any money moves. Raises NotEnoughStock or
    CannotPlace, also where the total is no longer the one agreed to; nothing is written then.
    """
    for _attempt in range(MOST_PLANS):
        if placed := _placed(wish):
            return placed
        try:
            return _place(basket, wish, now)
        except AlreadyOrdered:
            # Of a form sent twice at once, the second waited for the first, and has its order.
            if placed := _placed(wish):
                return placed
            raise
        except OfferUsedUp as meanwhile:
            raise CannotPlace(CHANGED) from meanwhile
        except NotEnoughStock:
            # Other shoppers' holds may have ended since somebody last looked.
            if not expire_holds(now=now):
                raise
        except (OutOfStock, HoldEnded):
            continue
        finally:
            if basket.pk:
                # What was rolled back stands as it was; the object says so too, for the page's header.
                basket.refresh_from_db(fields=["status"])
    raise CannotPlace(CHANGED)


def _placed(wish):
    return Order.objects.filter(key=wish.key).first()


@transaction.atomic
def _place(basket, wish, now):
    _claim(basket)
    _keep_usable_vouchers(basket, now)
    agreed = quote(basket=basket, destination=wish.destination, at=now)
    if agreed.total != wish.agreed_total:
        raise CannotPlace(CHANGED)
    refuse_means(means=wish.means, destination=wish.destination, total=agreed.total)
    promised = hold(key=wish.key, quantities=agreed.plan.units_by_stock, expires_at=confirm_by(now))
    rehome(basket, agreed.plan)
    if dong(basket.total_incl_tax) != agreed.goods:
        # A point that the plan came to has another price: the shopper decides anew.
        raise CannotPlace(CHANGED)
    order = _write_order(basket, wish, agreed, now)
    _write_units(order, agreed.plan)
    _write_fulfilments(order, wish, agreed, now)
    ask_for_invoice(order=order, details=wish.invoice)
    pass_to_order(hold=promised)
    basket.submit()
    tell_of_placing(order=order, at=now)
    return order


def _claim(basket):
    """The transaction's first write: of two requests with one basket, the second waits here and loses."""
    mine = Basket.objects.filter(pk=basket.pk, status=Basket.OPEN)
    if not mine.update(status=basket.FROZEN, date_submitted=None):
        raise AlreadyOrdered(gettext("This basket has been ordered already."))
    basket.status = basket.FROZEN
    basket._lines = None


def _keep_usable_vouchers(basket, now):
    """Locks the basket's codes, so that of two orders with one the second sees it used, and drops what is."""
    codes = Voucher.objects.filter(basket=basket)
    taken = list(codes.order_by("pk").select_for_update(of=("self",)))
    usable = set(codes.usable(at=now, user=basket.owner).values_list("pk", flat=True)) if taken else ()
    basket.vouchers.remove(*[voucher for voucher in taken if voucher.pk not in usable])


def _drop_idle_vouchers(basket):
    """A code that took nothing off this order is not used up by it."""
    used = {found["voucher"].pk for found in basket.offer_applications if found["voucher"]}
    basket.vouchers.remove(*basket.vouchers.exclude(pk__in=used))


def _write_order(basket, wish, agreed, now):
    _drop_idle_vouchers(basket)
    contact, destination = wish.contact, wish.destination
    due = pay_by(means=wish.means, now=now)
    return OrderCreator(partners=_makers_of_sets(agreed.plan)).place_order(
        basket=basket,
        total=oscar_price(agreed.total),
        shipping_method=shipping_method(destination, agreed.delivery),
        shipping_charge=oscar_price(agreed.delivery, delivery_rate()),
        shipping_address=_shipping_address(contact, destination),
        user=wish.user,
        order_number=OrderNumberGenerator().order_number(basket),
        status=states.of_order({_first_state(wish)}),
        key=wish.key,
        contact_name=contact.name,
        contact_phone=contact.phone,
        guest_email=contact.email,
        payment_method=wish.means,
        pay_by=due,
        language=wish.language,
        gift_message=basket.gift_message,
        surcharges=gift_wrap_as_surcharge(agreed),
        date_placed=now,
    )


def _first_state(wish):
    return states.Status.UNPAID if wish.means in Order.PREPAID else states.Status.NEW


def _makers_of_sets(plan):
    """Gift set id → the partner that makes it up."""
    makers = {a.product_id: a.partner_id for a in plan.allocations if a.is_gift_set}
    partners = Partner.objects.in_bulk(makers.values()) if makers else {}
    return {gift_set: partners[partner_id] for gift_set, partner_id in makers.items()}


def _write_units(order, plan):
    """What each line takes from which stock record; a line is one product from one point."""
    lines = {(line.product_id, line.partner_id): line for line in order.lines.all()}
    LineUnits.objects.bulk_create(
        LineUnits(line=lines[a.product_id, a.partner_id], stock_id=stock_id, quantity=units)
        for a in plan.allocations
        for stock_id, units in a.stock
    )


def _shipping_address(contact, destination):
    if destination.is_pick_up:
        return None
    address = destination.address
    return ShippingAddress.objects.create(
        first_name=contact.name,
        phone_number=f"+84{contact.phone[1:]}",
        line1=address.street,
        line4=address.commune_name,
        state=address.province,
        country_id="VN",
        commune=address.commune,
    )


def _write_fulfilments(order, wish, agreed, now):
    """A parcel for each point, with its share of what is to be paid."""
    state = _first_state(wish)
    goods = dict.fromkeys(agreed.fees, 0)
    for line in order.lines.all():
        goods[line.partner_id] += line.line_price_incl_tax
    for partner_id, fee in agreed.fees.items():
        fulfilment = Fulfilment.objects.create(
            order=order,
            partner_id=partner_id,
            method=states.Method.PICK_UP if wish.destination.is_pick_up else states.Method.DELIVERY,
            status=state,
            fee=fee,
            wrap=agreed.wrap,
            amount=dong(goods[partner_id]) + fee + agreed.wrap,
            created_at=now,
            **_deadlines(wish, state, now),
        )
        if wish.destination.is_pick_up:
            give_code(fulfilment)
        FulfilmentEvent.objects.create(fulfilment=fulfilment, status=state, happened_at=now)


def _deadlines(wish, state, now):
    """None while it is not the point's to do yet; the payment gives it both."""
    if state != states.Status.NEW:
        return {}
    point = wish.destination.sales_point
    return {"confirm_by": confirm_by(now), "ready_by": ready_at_point(point, now) if point else None}
