"""Registers the checks of the keys."""

from django.apps import AppConfig
from django.core.checks import register


class CardConfig(AppConfig):
    """No tables; it only speaks up at start-up."""

    name = "shop.payments.card"
    label = "card"

    def ready(self):
        from shop.payments.card.checks import check_card_keys

        register(check_card_keys)
