"""Our own part of the dashboard, built as Oscar builds its parts."""

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

    def pages(self):
        """The list, a new point, and the pages of one."""
        from shop.forks.dashboard.points import views

        return {
            "": (views.PointListView, "point-list"),
            "add/": (views.PointCreateView, "point-create"),
            "<int:pk>/": (views.PointView, "point-detail"),
            "<int:pk>/edit/": (views.PointUpdateView, "point-update"),
            "<int:pk>/status/": (views.StatusView, "point-status"),
        }
