"""What delivery would cost, asked at the basket by province and commune alone; nothing is kept."""

from datetime import datetime

from catalog.places.models import Commune
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.quoting import quote
from shop.storefront.place_form import FeeForm
from shop.storefront.quoted import parcels_of, reason_of


def estimate(basket, asked, at: datetime) -> dict:
    """The form, and where `asked` (the query string) names a place, its answer: `quote` or `refusal`."""
    form = FeeForm(asked if "province" in asked else None)
    found = {"form": form, "communes": Commune.objects.values_list("name", flat=True)}
    if not form.is_valid():
        return found
    try:
        quoted = quote(basket=basket, destination=Destination(form.address()), at=at)
    except CannotPlace as refusal:
        return {**found, "refusal": str(refusal)}
    return {**found, "quote": quoted, "parcels": parcels_of(basket, quoted), "reason": reason_of(quoted)}
