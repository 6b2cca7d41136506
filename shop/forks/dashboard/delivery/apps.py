"""Our own part of the dashboard, built as Oscar builds its parts."""

from shop.forks.dashboard.own_part import OwnPart

SEE, CHANGE = ("delivery", "view_zone"), ("delivery", "change_zone")
NEEDS = {"delivery-table": SEE, "delivery-zone": CHANGE, "delivery-terms": CHANGE}


class DeliveryDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.delivery"
    label = "delivery_dashboard"
    see, needs = SEE, NEEDS

    def pages(self):
        """The table, one zone of it, and what holds for all of them."""
        from shop.forks.dashboard.delivery import views

        return {
            "": (views.TableView, "delivery-table"),
            "terms/": (views.TermsView, "delivery-terms"),
            "zone/<int:pk>/": (views.ZoneView, "delivery-zone"),
        }
