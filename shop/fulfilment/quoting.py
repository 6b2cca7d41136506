"""What a basket would cost and where it would come from, before anybody promises anything."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.certification.querysets import off_sale
from catalog.products.gift_sets import GiftSetComponent
from catalog.products.models import Product
from shop.delivery.tariff import Fee
from shop.forks.offer.applicator import Applicator
from shop.forks.partner.counting import recipes_of
from shop.forks.partner.models import Partner, StockRecord
from shop.fulfilment import sourcing
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace, NotEnoughStock
from shop.fulfilment.fees import fees_of
from shop.fulfilment.limits import refuse_what_may_not_be_sent
from shop.payments.money import dong
from shop.points.distance import distance_km


@dataclass(frozen=True)
class Quote:
    """What the shopper agrees to: the plan and its cost in whole đồng."""

    plan: sourcing.Plan
    goods: int
    #: Partner id → what its parcel's delivery costs, and why so much.
    carriage: dict[int, Fee]

    #: What wrapping one parcel as a gift costs; 0 where it is not asked for.
    wrap: int = 0

    @property
    def wrapping(self) -> int:
        """Đồng for wrapping all parcels."""
        return self.wrap * len(self.carriage)

    @property
    def fees(self) -> dict[int, int]:
        """Partner id → đồng for the delivery of its parcel."""
        return {partner_id: fee.amount for partner_id, fee in self.carriage.items()}

    @property
    def delivery(self) -> int:
        """Đồng for the delivery of all parcels."""
        return sum(self.fees.values())

    @property
    def total(self) -> int:
        """Đồng to pay in all."""
        return self.goods + self.delivery + self.wrapping


def quote(*, basket, destination: Destination, at: datetime) -> Quote:
    """The plan and price for a basket at the moment `at`, nothing promised yet.

    Raises CannotPlace where the basket holds what cannot be ordered or not be sent there, NotEnoughStock
    where too little is left.
    """
    lines = list(basket.all_lines())
    if not lines:
        raise CannotPlace(_("Your basket is empty."))
    if _hold_something_for_adults([line.product for line in lines]):
        raise CannotPlace(_("Alcohol is sold at the sales points only. Please take it out of the basket."))
    _refuse_off_sale(lines, at)
    refuse_what_may_not_be_sent(products=[line.product.main for line in lines], destination=destination)
    plan = _plan(lines, destination)
    Applicator(at=at, sales_point=destination.sales_point).apply(basket)
    carriage = fees_of(plan, destination, at)
    return Quote(plan, goods=dong(basket.total_incl_tax), carriage=carriage, wrap=_wrap(basket))


def _wrap(basket):
    return settings.GIFT_WRAP_FEE if basket.gift_wrap else 0


def _refuse_off_sale(lines, at):
    found = off_sale(Product.objects.filter(pk__in=[line.product.main.pk for line in lines]), at)
    if names := ", ".join(product.title for product in found):
        message = _(
            "Off sale, as a certificate is no longer in force: %(list)s. Please take it out of the basket."
        )
        raise CannotPlace(message % {"list": names})


def _hold_something_for_adults(products):
    parts = GiftSetComponent.objects.filter(gift_set__in=products).select_related("component__parent")
    held = [*products, *(part.component for part in parts)]
    return any(goods.age_restricted or goods.main.age_restricted for goods in held)


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
