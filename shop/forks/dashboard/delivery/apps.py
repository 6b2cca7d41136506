"""Our own part of the dashboard, built as Oscar builds its parts."""

from django.urls import path

from shop.forks.dashboard.own_part import OwnPart

SEE, CHANGE = ("delivery", "view_zone"), ("delivery", "change_zone")
NEEDS = {"delivery-table": SEE, "delivery-zone": CHANGE, "delivery-terms": CHANGE}


class DeliveryDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.delivery"
    label = "delivery_dashboard"
    see, needs = SEE, NEEDS

    def get_urls(self):
        """The table, one zone of it, and what holds for all of them."""
        from shop.forks.dashboard.delivery import views

        return self.post_process_urls(
            [
                path("", views.TableView.as_view(), name="delivery-table"),
                path("terms/", views.TermsView.as_view(), name="delivery-terms"),
                path("zone/<int:pk>/", views.ZoneView.as_view(), name="delivery-zone"),
            ]
        )
