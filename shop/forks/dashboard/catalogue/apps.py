"""The dashboard's product pages, with stock to look at but not to write."""

from oscar.apps.dashboard.catalogue import apps


class CatalogueDashboardConfig(apps.CatalogueDashboardConfig):
    name = "shop.forks.dashboard.catalogue"
