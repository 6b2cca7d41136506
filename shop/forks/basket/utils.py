"""Discounts of a basket's line: whole đồng, and never more than the line costs."""

from oscar.apps.basket import utils
from oscar.apps.basket.utils import *  # noqa: F403


class LineDiscountRegistry(utils.LineDiscountRegistry):
    """Oscar's, which would take off fractions, and twice where two offers meet on one line."""

    def discount(self, amount, quantity, incl_tax=True, offer=None):
        """Takes off `amount` without its fraction, or as much as is left of the line."""
        super().discount(min(int(amount), self.left), quantity, incl_tax, offer)

    @property
    def left(self) -> int:
        """Đồng that the line still costs."""
        return int(self._line.line_price_incl_tax or 0) - int(self.total)

    def by(self, offer) -> int:
        """Đồng that one offer takes off this line."""
        return sum(int(taken.amount) for taken in self if taken.offer and taken.offer.pk == offer.pk)
