"""Which ways to pay an order has, and how long its goods are kept for the money to come."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace
from shop.payments.available import card_takes, transfer_is_on
from shop.payments.money import format_dong

Means = Order.PaymentMethod


def ways_to_pay(*, destination: Destination, total: int) -> list[Means]:
    """The ways to pay `total` đồng, the most usual first; one at least where the shop takes money at all.

    What costs nothing waits for no money; what a card cannot pay is not offered to be paid by card.
    """
    if destination.is_pick_up:
        by_hand = [Means.PAY_AT_POINT]
    else:
        by_hand = [Means.CASH_ON_DELIVERY] if total <= settings.CASH_ON_DELIVERY_CAP else []
    before = [(Means.BANK_TRANSFER, total > 0 and transfer_is_on()), (Means.CARD, card_takes(total))]
    return by_hand + [means for means, is_on in before if is_on]


def refuse_means(*, means: str, destination: Destination, total: int) -> None:
    """Raises CannotPlace where `total` đồng cannot be paid so."""
    if means in ways_to_pay(destination=destination, total=total):
        return
    if means == Means.CASH_ON_DELIVERY and not destination.is_pick_up:
        said = _("Cash on delivery is possible up to %(cap)s. Please choose another way to pay, or pick-up.")
        raise CannotPlace(said % {"cap": format_dong(settings.CASH_ON_DELIVERY_CAP)})
    raise CannotPlace(_("This way to pay is not possible here. Please choose another one."))


def pay_by(*, means: str, now: datetime) -> datetime | None:
    """Until when goods are kept for money that comes before; None where it is paid later, by hand."""
    if means == Means.CARD:
        return now + timedelta(minutes=settings.HOLD_MINUTES_CARD)
    if means == Means.BANK_TRANSFER:
        return now + timedelta(hours=settings.HOLD_HOURS_TRANSFER)
    return None
