"""What the parcels of a plan cost to send, by the operator's table; what may not travel is refused."""

from datetime import datetime

from django.utils import timezone

from shop.delivery.exceptions import CannotSend
from shop.delivery.fees import parcel_fees
from shop.delivery.tariff import Fee
from shop.fulfilment.delivery import Destination
from shop.fulfilment.limits import refusal_of
from shop.fulfilment.sourcing import Plan

#: What is fetched costs nothing and has no zone.
FREE = Fee(zone="", charged_g=0, carriage=0)


def fees_of(plan: Plan, destination: Destination, at: datetime) -> dict[int, Fee]:
    """Partner id → what its parcel costs. Raises CannotPlace for goods that cannot be sent there, or now."""
    if destination.is_pick_up:
        return dict.fromkeys(plan.partner_ids, FREE)
    address = destination.address
    try:
        return parcel_fees(
            province=address.province,
            commune_code=address.commune.pk if address.commune else None,
            parcels=_parcels(plan),
            on=timezone.localtime(at).date(),
        )
    except CannotSend as refused:
        raise refusal_of(refused) from refused


def _parcels(plan):
    """Partner id → product id → units."""
    parcels = {}
    for each in plan.allocations:
        units = parcels.setdefault(each.partner_id, {})
        units[each.product_id] = units.get(each.product_id, 0) + each.units
    return parcels
