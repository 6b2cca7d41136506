"""The office's offers, and the fairs that they may be bound to."""

from django.urls import path
from oscar.apps.dashboard.offers import apps


class OffersDashboardConfig(apps.OffersDashboardConfig):
    name = "shop.forks.dashboard.offers"

    def configure_permissions(self):
        """Oscar's, and the same for fairs."""
        from shop.forks.dashboard.permissions import DashboardPermission

        super().configure_permissions()
        see = DashboardPermission.get("offer", "view_conditionaloffer")
        write = DashboardPermission.get("offer", "view_conditionaloffer", "change_conditionaloffer")
        written = dict.fromkeys(("fair-create", "fair-update", "fair-delete"), write)
        self.permissions_map |= {"fair-list": see, **written}

    def get_urls(self):
        """Oscar's pages, and those of fairs."""
        from shop.forks.dashboard.offers import fairs

        ours = [
            path("fairs/", fairs.FairListView.as_view(), name="fair-list"),
            path("fairs/add/", fairs.FairCreateView.as_view(), name="fair-create"),
            path("fairs/<int:pk>/", fairs.FairUpdateView.as_view(), name="fair-update"),
            path("fairs/<int:pk>/delete/", fairs.FairDeleteView.as_view(), name="fair-delete"),
        ]
        return self.post_process_urls(ours) + super().get_urls()
