"""Oscar's availability policies, with reasons that a shopper understands, and our own."""

from collections.abc import Callable

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.apps.partner import availability as oscar_availability
from oscar.apps.partner.availability import *  # noqa: F403


class Unavailable(oscar_availability.Unavailable):
    """Not on sale for now."""

    message = gettext_lazy("not on sale at the moment")

    def is_purchase_permitted(self, quantity):
        """Never, for the reason that the policy is there."""
        return False, str(self.message)


class InStoreOnly(Unavailable):
    """Alcohol: seen here, bought at a sales point."""

    code = "in-store"
    message = gettext_lazy("sold at the sales points only")


class OffSale(Unavailable):
    """Without a certificate in force, and the office sells it with one only."""

    code = "off-sale"
    message = gettext_lazy("off sale, as a certificate is no longer in force")


class StockRequired(oscar_availability.StockRequired):
    """As many as there are; counted when somebody asks, since a basket's total needs the price alone."""

    def __init__(self, count: Callable[[], int]):
        self._count = count

    @cached_property
    def num_available(self) -> int:
        """Units, or whole gift sets, that one order can have."""
        return self._count()

    def is_purchase_permitted(self, quantity):
        """Whether so many are left, and if not how many are."""
        if quantity <= self.num_available:
            return True, ""
        if self.num_available <= 0:
            return False, _("sold out")
        return False, _("only %(left)d left") % {"left": self.num_available}
