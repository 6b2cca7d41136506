"""The dashboard's event handler, kept away from the counters that only the ledger may move."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.order import processing
from oscar.apps.order.exceptions import InvalidShippingEvent


class EventHandler(processing.EventHandler):
    """Refuses what would move stock around the ledger."""

    def validate_shipping_event(self, order, event_type, lines, line_quantities, **kwargs):
        """Refuses: parcels are packed and sent by the point's staff."""
        raise InvalidShippingEvent(_("Parcels are moved along by the point's staff, not here."))

    def consume_stock_allocations(self, order, lines=None, line_quantities=None):
        """Nothing: goods leave with their parcel (`shop.fulfilment`)."""

    def cancel_stock_allocations(self, order, lines=None, line_quantities=None):
        """Nothing: goods are let go with their parcel (`shop.fulfilment`)."""
