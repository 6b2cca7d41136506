"""What a basket knows beyond Oscar's: whether it is a gift, and prices without fractions of a đồng."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.abstract_models import AbstractBasket, AbstractLine

from catalog.text import NFCCharField

#: Characters of a message to whoever receives a gift: what fits on a card.
GIFT_MESSAGE_LENGTH = 200


class Basket(AbstractBasket):
    """What somebody means to buy, or has put aside for later (Oscar's saved basket)."""

    gift_message = NFCCharField(_("gift message"), max_length=GIFT_MESSAGE_LENGTH, blank=True, default="")
    gift_wrap = models.BooleanField(_("gift wrap"), default=False)

    def all_lines(self):
        """The lines, loaded once; pages bring the photographs that they show themselves."""
        if self.id is not None and self._lines is None:
            lines = self.lines.select_related("product__parent", "stockrecord")
            self._lines = lines.prefetch_related("attributes").order_by("pk")
        return super().all_lines()

    def get_stock_info(self, product, options):
        """As Oscar's, or what `add_known` was told."""
        known = getattr(self, "_known", {}).get(product.pk)
        return known or super().get_stock_info(product, options)

    def add_known(self, product, quantity, options, info):
        """Adds a product whose stock and price (`info`) have been looked at in this request."""
        self._known = {product.pk: info}
        self.add_product(product, quantity, options)
        del self._known

    def merge(self, basket, add_quantities=True):
        """As Oscar's; what was written for a gift comes along unless this basket has its own."""
        self.gift_message = self.gift_message or basket.gift_message
        self.gift_wrap = self.gift_wrap or basket.gift_wrap
        self.save()
        super().merge(basket, add_quantities)


class Line(AbstractLine):
    """One product in a basket."""

    def get_price_breakdown(self):
        """(price with VAT, price without, units) of the units that share a discount, and of the rest.

        Oscar would divide a discount by its units, which leaves fractions: here some cost a đồng more.
        """
        price, discount = int(self.unit_price_incl_tax), int(self.discount_value)
        units = int(self.discounts.num_consumed())
        if discount > price * units:
            units = self.quantity
        if not discount:
            return [(self.unit_price_incl_tax, self.unit_price_excl_tax, self.quantity)]
        each, dearer = divmod(price * units - discount, units)
        parts = [(each + 1, dearer), (each, units - dearer), (price, self.quantity - units)]
        return [(cost, cost, number) for cost, number in parts if number]


# Ours first: Oscar registers only the models that are not there yet.
from oscar.apps.basket.models import *  # noqa: E402, F403
