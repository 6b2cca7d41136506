"""Order numbers from their own sequence, and orders that leave the counters to the ledger."""

from oscar.apps.order import utils
from oscar.apps.order.utils import *  # noqa: F403


class OrderNumberGenerator:
    """Oscar's would be the basket's id plus 100000: guessable, and one basket could claim it twice."""

    def order_number(self, basket=None) -> str:
        """A number like DB000123, never given twice."""
        from shop.forks.order.models import OrderNumber

        return f"DB{OrderNumber.objects.create().pk:06d}"


class OrderCreator(utils.OrderCreator):
    """Oscar's writer of orders, less its counters.

    `partners` (product id → partner) names who gives a product where that is not its stock record's partner:
    a gift set's record prices it, and any point that has its components makes it up.
    """

    def __init__(self, partners=None):
        self.partners = partners or {}

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        """As Oscar's, with the line's own partner."""
        partner = self.partners.get(basket_line.product_id)
        named = {"partner": partner, "partner_name": partner.name} if partner else {}
        return super().create_line_models(order, basket_line, {**(extra_line_fields or {}), **named})

    def update_stock_records(self, line):
        """Nothing: the hold taken before (`shop.stock`) has promised the goods already."""
