"""Oscar's order pages, less the actions that would set states and move money or stock around the parcels."""

from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *  # noqa: F403


class OrderListView(views.OrderListView):
    """The orders, which can be downloaded."""

    actions = ("download_selected_orders",)


class OrderDetailView(views.OrderDetailView):
    """One order with its parcels, and notes."""

    order_actions = ("save_note", "delete_note")
    line_actions = ()

    def get_context_data(self, **kwargs):
        """With the order's parcels, and the lines that had stars when it was placed."""
        parcels = self.object.fulfilments.select_related("partner").order_by("pk")
        certified = self.object.lines.filter(stars__isnull=False)
        return super().get_context_data(parcels=parcels, certified_lines=certified, **kwargs)
