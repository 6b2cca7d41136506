"""Registers the checks of the carriers' keys."""

from django.apps import AppConfig
from django.core.checks import register


class CarriersConfig(AppConfig):
    """No tables; it only speaks up at start-up."""

    name = "shop.carriers"
    label = "carriers"

    def ready(self):
        from shop.carriers.checks import check_carriers

        register(check_carriers)
