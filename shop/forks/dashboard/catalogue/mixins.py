"""Bulk actions of the product list."""

from oscar.apps.dashboard.catalogue import mixins
from oscar.apps.dashboard.catalogue.mixins import *  # noqa: F403


class ProductBulkActionMixin(mixins.ProductBulkActionMixin):
    """Oscar's, less the one that writes prices partner by partner and with decimals."""

    intermediate_actions = {
        name: action
        for name, action in mixins.ProductBulkActionMixin.intermediate_actions.items()
        if name != "set_product_price"
    }
