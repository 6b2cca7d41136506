"""Why something is suggested, in a sentence."""

from django import template
from django.utils.translation import gettext as _

from shop.warehouse.suggestions import Reorder, Transfer

register = template.Library()


@register.simple_tag
def transfer_words(transfer: Transfer, names: dict[int, str]) -> str:
    """From where to where so many should go, and why."""
    values = {
        "units": transfer.units,
        "source": names.get(transfer.source.partner_id, ""),
        "destination": names.get(transfer.destination.partner_id, ""),
        "days": transfer.destination.cover,
        "left": transfer.source.left,
    }
    if transfer.source.cover is None:
        said = _(
            "Move %(units)s from %(source)s, which has %(left)s and sold none in 28 days, "
            "to %(destination)s, where it lasts %(days)s days."
        )
        return said % values
    said = _(
        "Move %(units)s from %(source)s, where it lasts %(much)s days, to %(destination)s, "
        "where it lasts %(days)s days."
    )
    return said % {**values, "much": transfer.source.cover}


@register.simple_tag
def reorder_words(reorder: Reorder, names: dict[int, str]) -> str:
    """How many a point should get from the producer, and why."""
    said = _(
        "Order %(units)s for %(point)s: it lasts %(days)s days there, and no point has more than it needs."
    )
    shelf = reorder.destination
    return said % {"units": reorder.units, "point": names.get(shelf.partner_id, ""), "days": shelf.cover}
