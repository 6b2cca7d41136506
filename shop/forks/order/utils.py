"""Order numbers from their own sequence, and orders that leave the counters to the ledger."""

from django.conf import settings
from django.utils import translation
from oscar.apps.order import utils
from oscar.apps.order.utils import *  # noqa: F403

from catalog.certification.querysets import certificates_of


class OrderNumberGenerator:
    """Oscar's would be the basket's id plus 100000: guessable, and one basket could claim it twice."""

    def order_number(self, basket=None) -> str:
        """A number like DB000123, never given twice."""
        from shop.forks.order.models import OrderNumber

        return f"DB{OrderNumber.objects.create().pk:06d}"


class OrderCreator(utils.OrderCreator):
    """Oscar's writer of orders, less its counters, with the stars of the moment on each line.

    `partners` (product id → partner) names who gives a product where that is not its stock record's partner:
    a gift set's record prices it, and any point that has its components makes it up.
    """

    def __init__(self, partners=None):
        self.partners = partners or {}

    def place_order(self, basket, *args, date_placed, **kwargs):
        """As Oscar's; `date_placed` says whose stars are in force."""
        products = {line.product.main.pk for line in basket.all_lines()}
        self.certificates = certificates_of(products, date_placed)
        return super().place_order(basket, *args, date_placed=date_placed, **kwargs)

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        """Oscar's line with its own partner, its stars of now, and the name that points pack by."""
        fields = dict(extra_line_fields or {})
        if partner := self.partners.get(basket_line.product_id):
            fields |= {"partner": partner, "partner_name": partner.name}
        if certificate := self.certificates.get(basket_line.product.main.pk):
            fields |= {"stars": certificate.stars, "certificate_number": certificate.number}
        with translation.override(settings.LANGUAGE_CODE):
            return super().create_line_models(order, basket_line, fields)

    def update_stock_records(self, line):
        """Nothing: the hold taken before (`shop.stock`) has promised the goods already."""
