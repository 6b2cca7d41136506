"""Forked since Oscar ignores a nested fork (the catalogue's) without its parent, and to guard every page."""

from django.apps import apps as registry
from django.urls import include, path
from oscar.apps.dashboard import apps

from shop.forks.dashboard.navigation import OUR_PARTS, UNUSED_PATHS


class DashboardConfig(apps.DashboardConfig):
    name = "shop.forks.dashboard"

    def get_urls(self):
        """Oscar's pages, less those for what this shop does not have, and our own."""
        kept = [entry for entry in super().get_urls() if str(entry.pattern) not in UNUSED_PATHS]
        ours = [
            path(f"{name}/", include(registry.get_app_config(f"{name}_dashboard").urls[0]))
            for name in OUR_PARTS
        ]
        return [*kept, *self.post_process_urls(ours)]

    def get_url_decorator(self, pattern):
        """Oscar's permissions, within what holds on all pages; called for the nested apps' pages as well."""
        from shop.forks.dashboard.guards import office_page

        permissions = super().get_url_decorator(pattern)
        return lambda view: office_page(permissions(view) if permissions else view)
