"""Our own part of the dashboard, built as Oscar builds its parts."""

from django.urls import path

from shop.forks.dashboard.own_part import OwnPart

SEE = ("points", "view_salespoint")
NEEDS = {
    "point-list": SEE,
    "point-detail": SEE,
    "point-create": ("points", "add_salespoint"),
    "point-update": ("points", "change_salespoint"),
    "point-status": ("points", "change_salespoint"),
}


class PointsDashboardConfig(OwnPart):
    name = "shop.forks.dashboard.points"
    label = "points_dashboard"
    see, needs = SEE, NEEDS

    def get_urls(self):
        """The list, a new point, and the pages of one."""
        from shop.forks.dashboard.points import views

        return self.post_process_urls(
            [
                path("", views.PointListView.as_view(), name="point-list"),
                path("add/", views.PointCreateView.as_view(), name="point-create"),
                path("<int:pk>/", views.PointView.as_view(), name="point-detail"),
                path("<int:pk>/edit/", views.PointUpdateView.as_view(), name="point-update"),
                path("<int:pk>/status/", views.StatusView.as_view(), name="point-status"),
            ]
        )
