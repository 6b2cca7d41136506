"""Oscar's order pages, less the actions that would set states and move money or stock around the parcels."""

from django.utils.translation import gettext as _
from oscar.apps.dashboard.orders import views
from oscar.apps.dashboard.orders.views import *  # noqa: F403


class OrderListView(views.OrderListView):
    """The orders, which can be downloaded."""

    actions = ("download_selected_orders",)


class OrderDetailView(views.OrderDetailView):
    """One order with its parcels, and notes."""

    order_actions = ("save_note", "delete_note")
    line_actions = ()

    def delete_note(self, request, order):
        """As Oscar's, for an id that can be one."""
        if not request.POST.get("note_id", "").isdecimal():
            return self.reload_page(error=_("Note cannot be deleted"))
        return super().delete_note(request, order)

    def get_context_data(self, **kwargs):
        """With the order's parcels."""
        parcels = self.object.fulfilments.select_related("partner").order_by("pk")
        return super().get_context_data(parcels=parcels, **kwargs)
