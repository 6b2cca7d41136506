"""Who carries a parcel now."""

from django.utils.translation import override

from shop.fulfilment.consignments.models import Consignment


def live_of(fulfilment) -> Consignment | None:
    """The parcel's consignment that holds, or is being booked."""
    return Consignment.objects.live().filter(fulfilment=fulfilment).first()


def facts_of_carriage(fulfilment, language: str) -> dict[str, str]:
    """What a message says of it: `carrier`, `tracking` and `tracking_link`; nothing where nobody is named."""
    found = Consignment.objects.booked().filter(fulfilment=fulfilment).first()
    if found is None:
        return {}
    with override(language):
        carrier = found.carrier_words
    return {"carrier": carrier, "tracking": found.number, "tracking_link": found.tracking_link}


def by_machine_cash(fulfilment) -> int | None:
    """Đồng that a carrier was asked to take for the parcel; None where no carrier was asked."""
    booked = Consignment.objects.booked().filter(fulfilment=fulfilment, by_machine=True)
    return booked.values_list("cash", flat=True).first()
