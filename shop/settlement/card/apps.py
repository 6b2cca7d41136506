from django.apps import AppConfig


class CardPaymentsConfig(AppConfig):
    name = "shop.settlement.card"
    label = "card_payments"
