"""Forked because Oscar ignores a nested fork (the catalogue's) without its parent, and to guard every page."""

from oscar.apps.dashboard import apps


class DashboardConfig(apps.DashboardConfig):
    name = "shop.forks.dashboard"

    def get_url_decorator(self, pattern):
        """Oscar's permissions, within what holds on all pages; called for the nested apps' pages as well."""
        from shop.forks.dashboard.guards import office_page

        permissions = super().get_url_decorator(pattern)
        return lambda view: office_page(permissions(view) if permissions else view)
