"""One price everywhere; what is available is what all points have together."""

from functools import partial

from django.utils import timezone
from oscar.apps.partner import strategy
from oscar.apps.partner.strategy import *  # noqa: F403

from catalog.certification.querysets import off_sale
from catalog.products.models import Product
from shop.forks.partner.availability import InStoreOnly, OffSale, StockRequired, Unavailable
from shop.forks.partner.counting import available


class Strategy(strategy.NoTax, strategy.StockRequired, strategy.Structured):
    """Which stock record prices a product, and how many of it can be had.

    The record named here only prices the line and gives it a home; from which points an order is filled is
    decided when it is placed (`shop.fulfilment.sourcing`).
    """

    def __init__(self, request=None):
        # Oscar's own asks for the user, which would touch the session on every visitor's page.
        self.request = request
        self.user = None

    def select_stockrecord(self, product):
        """The product's first record by id, so that a basket keeps one line a product."""
        return min(product.stockrecords.all(), key=lambda record: record.pk, default=None)

    def fetch_for_line(self, line, stockrecord=None):
        """As for the product, but at the line's own record, which Oscar would ignore."""
        return self.fetch_for_product(line.product, line.stockrecord)

    def parent_pricing_policy(self, product, children_stock):
        """A product in sizes costs what its cheapest size costs; Oscar would take the first one's."""
        priced = [(size, record) for size, record in children_stock if record and record.price is not None]
        return super().parent_pricing_policy(product, sorted(priced, key=lambda pair: pair[1].price))

    def availability_policy(self, product, stockrecord):
        """Sold out, in store only, off sale, or the number that all points have together."""
        if product.age_restricted or product.main.age_restricted:
            return InStoreOnly()
        if stockrecord is None or not product.is_public or not product.main.is_public:
            return Unavailable()
        if self._is_off_sale(product.main, stockrecord):
            return OffSale()
        return StockRequired(partial(self.available, product))

    def _is_off_sale(self, product, stockrecord):
        # A gift set, which goes off sale with what it holds, has no stock of its own.
        is_lasting = product.when_lapsed != Product.WhenLapsed.WITHDRAW_FROM_SALE
        if is_lasting and stockrecord.num_in_stock:
            return False
        # Oscar asks within a request and has no moment to hand over.
        return off_sale(Product.objects.filter(pk=product.pk), timezone.now()).exists()

    def available(self, product) -> int:
        """Units, or whole gift sets, that one order can have; a list's query may have counted already."""
        known = getattr(product, "available", None)
        if known is None:
            known = Product.objects.filter(pk=product.pk).values_list(available(), flat=True).get()
        return known


class Selector:
    """Oscar's hook; every request has the same strategy."""

    def strategy(self, request=None, user=None, **kwargs):
        """The strategy for a request; neither it nor the user changes anything."""
        return Strategy(request)
