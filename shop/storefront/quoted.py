"""A quote as pages show it: each parcel with what is in it, its fee and how long it takes, and why so."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from catalog.products.models import Product
from shop.delivery.tariff import Fee
from shop.forks.partner.models import Partner
from shop.fulfilment.quoting import Quote
from shop.fulfilment.sourcing import Reason

REASONS = {
    Reason.CHOSEN_POINT: _("You pick it up at the point that you chose."),
    Reason.NEAREST_WITH_ALL: _("This is the nearest point that has everything."),
    Reason.FEWEST_POINTS: _("No single point has everything, so it comes from the fewest points that do."),
}


@dataclass(frozen=True)
class QuotedParcel:
    """What one point gives: pairs of a product and units, for a fee."""

    partner: Partner
    items: list[tuple[Product, int]]
    fee: Fee


def reason_of(quote: Quote):
    """Why the parcels are as they are, in words."""
    return REASONS[quote.plan.reason]


def parcels_of(basket, quote: Quote) -> list[QuotedParcel]:
    """The parcels in the order of the plan."""
    products = {line.product_id: line.product for line in basket.all_lines()}
    ids = quote.plan.partner_ids
    partners = Partner.objects.select_related("sales_point__commune").in_bulk(ids)
    return [
        QuotedParcel(
            partner=partners[partner_id],
            items=[
                (products[a.product_id], a.units)
                for a in quote.plan.allocations
                if a.partner_id == partner_id
            ],
            fee=quote.carriage[partner_id],
        )
        for partner_id in ids
    ]
