"""Forked only because Oscar ignores a nested fork (the catalogue's) without its parent."""

from oscar.apps.dashboard import apps


class DashboardConfig(apps.DashboardConfig):
    name = "shop.forks.dashboard"
