"""What may not be sent where the shopper wants it: fresh goods stay in the province, some are handed over."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from catalog.products.models import Product
from shop.delivery.exceptions import CannotSend
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace


def refuse_what_may_not_be_sent(*, products: Iterable[Product], destination: Destination) -> None:
    """Raises CannotPlace, naming each product that may not go to this address. Pick-up is always possible."""
    if destination.is_pick_up:
        return
    in_province = destination.address.is_in_province
    kept = [product for product in products if not product.may_be_sent(in_province=in_province)]
    only_fetched = [p.get_title() for p in kept if p.sending_limit == Product.ShipsTo.PICK_UP]
    only_near = [p.get_title() for p in kept if p.sending_limit == Product.ShipsTo.PROVINCE]
    words = []
    if only_fetched:
        said = _("Pick-up at a sales point only: %(products)s. Choose pick-up, or take it out of the basket.")
        words.append(said % {"products": ", ".join(only_fetched)})
    if only_near:
        said = _(
            "Delivered in the province only: %(products)s. Choose pick-up, or take it out of the basket."
        )
        words.append(said % {"products": ", ".join(only_near)})
    if words:
        raise CannotPlace(" ".join(words))


def refusal_of(refused: CannotSend) -> CannotPlace:
    """The same in words, with what to do next."""
    words = []
    if refused.without_cold:
        said = _(
            "Has to stay cold, which is not possible on the way to this address: %(products)s. "
            "Choose pick-up, or take it out of the basket."
        )
        words.append(said % {"products": ", ".join(refused.without_cold)})
    for name, months in refused.out_of_season:
        said = _("%(product)s is sent in %(months)s only. Choose pick-up, or take it out of the basket.")
        words.append(said % {"product": name, "months": months})
    return CannotPlace(" ".join(words))
