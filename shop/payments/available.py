"""Which ways to pay before delivery this machine is set up for."""

from django.conf import settings

from shop.payments.account import shop_account


def card_is_on() -> bool:
    """Whether cards can be taken."""
    return bool(settings.STRIPE_SECRET_KEY)


def transfer_is_on() -> bool:
    """Whether there is an account that money can be sent to."""
    return shop_account() is not None
