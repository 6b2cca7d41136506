"""Placing an order: plan, promise, write down; all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from oscar.apps.basket.models import Basket
from oscar.apps.offer.applicator import Applicator

from catalog.certification.querysets import off_sale
from catalog.products.models import Product
from shop.forks.order.models import Order, ShippingAddress
from shop.forks.order.utils import OrderCreator, OrderNumberGenerator
from shop.forks.partner.counting import recipes_of
from shop.forks.partner.models import Partner, StockRecord
from shop.fulfilment import sourcing
from shop.fulfilment.delivery import Contact, Destination, fee_per_parcel, shipping_method
from shop.fulfilment.exceptions import CannotPlace, NotEnoughStock
from shop.fulfilment.limits import refuse_what_may_not_be_sent
from shop.fulfilment.models import Fulfilment, FulfilmentEvent, LineUnits
from shop.fulfilment.telling import tell_of_placing
from shop.payments.money import dong, oscar_price
from shop.points.distance import distance_km
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.holds import expire_holds, hold, pass_to_order

#: A plan can be overtaken by another shopper between the look and the promise; then it is made anew.
MOST_PLANS = 4


@dataclass(frozen=True)
class Quote:
    """What the shopper agrees to: the plan and its cost in whole đồng."""

    plan: sourcing.Plan
    goods: int
    delivery: int

    @property
    def total(self) -> int:
        """Đồng to pay in all."""
        return self.goods + self.delivery


def quote(*, basket, destination: Destination, at: datetime) -> Quote:
    """The plan and price for a basket at the moment `at`, nothing promised yet.

    Raises CannotPlace where the basket holds what cannot be ordered or not be sent there, NotEnoughStock
    where too little is left.
    """
    lines = list(basket.all_lines())
    if not lines:
        raise CannotPlace(_("Your basket is empty."))
    if any(_is_for_adults(line.product) for line in lines):
        raise CannotPlace(_("Alcohol is sold at the sales points only. Please take it out of the basket."))
    _refuse_off_sale(lines, at)
    refuse_what_may_not_be_sent(products=[line.product.main for line in lines], destination=destination)
    plan = _plan(lines, destination)
    fee = fee_per_parcel(destination) * len(plan.partner_ids)
    return Quote(plan, goods=dong(basket.total_incl_tax), delivery=fee)


def _refuse_off_sale(lines, at):
    found = off_sale(Product.objects.filter(pk__in=[line.product.main.pk for line in lines]), at)
    if names := ", ".join(product.title for product in found):
        message = _(
            "Off sale, as a certificate is no longer in force: %(list)s. Please take it out of the basket."
        )
        raise CannotPlace(message % {"list": names})


def _is_for_adults(product):
    held = [part.component for part in product.components.select_related("component__parent")]
    return any(goods.age_restricted or goods.main.age_restricted for goods in (product, *held))


def _plan(lines, destination):
    wanted = {}
    for line in lines:
        wanted[line.product_id] = wanted.get(line.product_id, 0) + line.quantity
    recipes = recipes_of(wanted)
    goods = set(wanted).difference(recipes).union(*recipes.values())
    chosen = destination.sales_point.partner.pk if destination.is_pick_up else None
    try:
        return sourcing.plan(wanted, _shelves(goods, destination), chosen, recipes)
    except sourcing.Shortage as shortage:
        titles = {line.product_id: line.product.full_title for line in lines}
        raise NotEnoughStock(_shortage_text(shortage, titles), shortage.available) from shortage


def _shortage_text(shortage, titles):
    parts = [
        _("%(product)s: %(left)s left") % {"product": titles[product], "left": left}
        if left
        else _("%(product)s: sold out") % {"product": titles[product]}
        for product, left in shortage.available.items()
    ]
    return _("There is not enough left of: %(list)s.") % {"list": "; ".join(parts)}


def _shelves(goods, destination):
    records = (
        StockRecord.objects.sellable()
        .of_goods_on_sale()
        .with_available()
        .filter(product_id__in=goods)
        .select_related("partner__sales_point", "partner__commune")
        .order_by("pk")
    )
    return [
        sourcing.Shelf(
            stock_id=record.pk,
            product_id=record.product_id,
            partner_id=record.partner_id,
            available=record.left,
            distance_km=_distance(record.partner, destination),
            is_central=record.partner.is_central,
        )
        for record in records
    ]


def _distance(partner: Partner, destination: Destination) -> float:
    """Kilometres to the address; 0 for every point where the address is outside, so that ties decide."""
    place = partner.commune if partner.is_central else partner.sales_point
    address = destination.address
    if address is None or address.commune is None or place is None:
        return 0.0
    home = address.commune
    return distance_km((home.latitude, home.longitude), (place.latitude, place.longitude))


def place_order(
    *,
    basket,
    contact: Contact,
    destination: Destination,
    key: str,
    agreed_total: int,
    now: datetime,
    user=None,
    language="vi",
) -> Order:
    """Places the basket's order under `key`; the same key again gives the same order.

    The order stands, and its goods are promised, before any money moves. Raises NotEnoughStock or
    CannotPlace, also where the total is no longer the one agreed to (đồng); nothing is written then.
    """
    for attempt in range(1, MOST_PLANS + 1):
        placed = Order.objects.filter(key=key).first()
        if placed is not None:
            return placed
        try:
            return _place(basket, contact, destination, key, agreed_total, now, user, language)
        except (OutOfStock, HoldEnded):
            if attempt == MOST_PLANS:
                raise
        except NotEnoughStock:
            # Other shoppers' holds may have ended since somebody last looked.
            if attempt == MOST_PLANS or not expire_holds(now=now):
                raise
    raise AssertionError("The loop returns or raises.")


@transaction.atomic
def _place(basket, contact, destination, key, agreed_total, now, user, language):
    _claim(basket)
    agreed = quote(basket=basket, destination=destination, at=now)
    if agreed.total != agreed_total:
        raise CannotPlace(_("Prices or parcels have changed since you looked. Please check once more."))
    promised = hold(
        key=key,
        quantities=agreed.plan.units_by_stock,
        expires_at=now + timedelta(hours=settings.CONFIRM_WITHIN_HOURS),
    )
    _rehome(basket, agreed.plan)
    order = _write_order(basket, contact, destination, key, agreed, now, user, language)
    _write_units(order, agreed.plan)
    _write_fulfilments(order, destination, agreed.plan, now)
    pass_to_order(hold=promised)
    basket.submit()
    tell_of_placing(order=order, at=now)
    return order


def _claim(basket):
    """The transaction's first write: of two requests with one basket, the second waits here and loses."""
    mine = Basket.objects.filter(pk=basket.pk, status=Basket.OPEN)
    if not mine.update(status=basket.FROZEN, date_submitted=None):
        raise CannotPlace(_("This basket has been ordered already."))
    basket.status = basket.FROZEN
    basket._lines = None


def _rehome(basket, plan):
    """Gives each line the stock record that it will come from, splitting it where two points share it.

    A gift set's record only prices it; what leaves for it is written beside the order (`LineUnits`).
    """
    basket.status = basket.OPEN
    options = {line.product_id: line for line in basket.all_lines()}
    basket.lines.all().delete()
    records = StockRecord.objects.in_bulk(plan.units_by_stock)
    for allocation in plan.allocations:
        line = options[allocation.product_id]
        record = line.stockrecord if allocation.is_gift_set else records[allocation.stock[0][0]]
        basket.lines.create(
            line_reference=f"{line.product_id}_{record.pk}",
            product=line.product,
            stockrecord=record,
            quantity=allocation.units,
            price_currency=record.price_currency,
            price_excl_tax=record.price,
            price_incl_tax=record.price,
        )
    basket._lines = None
    basket.reset_offer_applications()
    Applicator().apply(basket, basket.owner)


def _write_order(basket, contact, destination, key, agreed, now, user, language):
    paid_at_point = destination.is_pick_up
    payment = Order.PaymentMethod
    return OrderCreator(partners=_makers_of_sets(agreed.plan)).place_order(
        basket=basket,
        total=oscar_price(agreed.total),
        shipping_method=shipping_method(destination, len(agreed.plan.partner_ids)),
        shipping_charge=oscar_price(agreed.delivery),
        shipping_address=_shipping_address(contact, destination),
        user=user,
        order_number=OrderNumberGenerator().order_number(basket),
        key=key,
        contact_name=contact.name,
        contact_phone=contact.phone,
        guest_email=contact.email,
        payment_method=payment.PAY_AT_POINT if paid_at_point else payment.CASH_ON_DELIVERY,
        language=language,
        date_placed=now,
    )


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


def _write_fulfilments(order, destination, plan, now):
    method = Fulfilment.Method.PICK_UP if destination.is_pick_up else Fulfilment.Method.DELIVERY
    confirm_by = now + timedelta(hours=settings.CONFIRM_WITHIN_HOURS)
    for partner_id in plan.partner_ids:
        fulfilment = Fulfilment.objects.create(
            order=order,
            partner_id=partner_id,
            method=method,
            confirm_by=confirm_by,
            created_at=now,
        )
        FulfilmentEvent.objects.create(fulfilment=fulfilment, status=fulfilment.status, happened_at=now)
