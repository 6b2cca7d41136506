"""Products' cards. Each is drawn once and kept: a card is a value, so it can never be out of date."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.translation import get_language

from shop.assortment.cards import Card, card_of

register = template.Library()
#: Drawn cards that a process keeps, of some 1.5 kB each.
MOST_KEPT = 5_000


@register.simple_tag
def product_card(product, alone=False):
    """The card of a `Card` or of a product of `on_offer`; `alone` where it stands in a text."""
    card = product if isinstance(product, Card) else card_of(product)
    return _drawn(card, get_language(), bool(alone))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(card, language, alone):
    return get_template("components/product_card.html").render({"card": card, "alone": alone})
