"""Where the page of a lot is."""

from django import template
from django.urls import reverse

register = template.Library()

#: A code is one piece of an address. Browsers and servers join, cut and climb at these, quoted or not.
_KEPT = (("~", "~7E"), ("/", "~2F"))
_CLIMBING = {".": "~2E", "..": "~2E~2E"}


@register.filter
def lot_url(lot):
    """The page of a lot, whose product and its parent are read in. A size has lots of its own.

    None where visitors are not shown the product or the size.
    """
    goods = lot.product
    if not (goods.is_public and goods.main.is_public):
        return None
    where = {"product_slug": goods.main.slug, "pk": goods.pk, "piece": piece_of(lot.code)}
    return reverse("catalogue:lot", kwargs=where)


def piece_of(code: str) -> str:
    """A lot's code as one piece of an address; `code_of` reads it."""
    for character, written in _KEPT:
        code = code.replace(character, written)
    return _CLIMBING.get(code, code)


def code_of(piece: str) -> str:
    """The lot's code that a piece of an address stands for."""
    for character, written in ((".", "~2E"), *reversed(_KEPT)):
        piece = piece.replace(written, character)
    return piece
