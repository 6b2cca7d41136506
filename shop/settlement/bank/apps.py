from django.apps import AppConfig
from django.core.checks import register


class BankConfig(AppConfig):
    name = "shop.settlement.bank"
    label = "bank"

    def ready(self):
        from shop.settlement.bank.checks import check_account

        register(check_account)
