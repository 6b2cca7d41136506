from django.apps import AppConfig
from django.core.checks import register


class InvoicesConfig(AppConfig):
    name = "shop.invoices"

    def ready(self):
        from shop.invoices.checks import check_rates

        register(check_rates)
