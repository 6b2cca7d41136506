"""Oscar's payments, with a ledger that happens once a reference and is never changed."""

from oscar.apps.payment import apps


class PaymentConfig(apps.PaymentConfig):
    name = "shop.forks.payment"
