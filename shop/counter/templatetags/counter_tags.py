"""The field that finds by words or by a scanned code; why something is suggested, in a sentence."""

from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext as _

from shop.warehouse.suggestions import Reorder, Transfer

register = template.Library()


@register.inclusion_tag("counter/find_form.html", takes_context=True)
def find_form(context, label: str, page: str = "", part: str = "") -> dict:
    """One field for words, numbers and codes, with the way to scan one by camera.

    `page` is the address that looks it up, this one where none is named, and `part` the part of it to go to.
    What the page's address also says (`kept`, by name) stays in it.
    """
    request = context["request"]
    kept = {name: value for name, value in context.get("kept", {}).items() if value}
    address = page or request.path
    query = f"?{urlencode(kept)}" if kept else ""
    return {
        "label": label,
        "typed": "" if page and page != request.path else context.get("typed", ""),
        "page": page,
        "part": part,
        "kept": kept.items(),
        "to": f"{address}{query}{part}",
    }


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
