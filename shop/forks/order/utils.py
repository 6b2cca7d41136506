"""Order numbers from their own sequence, and orders that leave the counters to the ledger."""

from django.conf import settings
from django.utils import translation
from oscar.apps.order import utils
from oscar.apps.order.utils import *  # noqa: F403


class OrderNumberGenerator:
    """Oscar's would be the basket's id plus 100000: guessable, and one basket could claim it twice."""

    def order_number(self, basket=None) -> str:
        """A number like DB000123, never given twice."""
        from shop.forks.order.models import OrderNumber

        return f"DB{OrderNumber.objects.create().pk:06d}"


class OrderCreator(utils.OrderCreator):
    """Oscar's writer of orders, less its counters; names of goods as the office knows them."""

    def create_line_models(self, *args, **kwargs):
        """Keeps the Vietnamese names, whatever language the shopper reads: the points pack by them."""
        with translation.override(settings.LANGUAGE_CODE):
            return super().create_line_models(*args, **kwargs)

    def update_stock_records(self, line):
        """Nothing: the hold taken before (`shop.stock`) has promised the goods already."""
