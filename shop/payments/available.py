"""Which ways to pay before delivery this machine is set up for."""

from shop.payments.account import shop_account
from shop.payments.card.checks import can_be_used
from shop.payments.card.gateway import LARGEST, SMALLEST


def card_takes(total: int) -> bool:
    """Whether `total` đồng can be paid by card."""
    return SMALLEST <= total <= LARGEST and can_be_used()


def transfer_is_on() -> bool:
    """Whether there is an account that money can be sent to."""
    return shop_account() is not None
