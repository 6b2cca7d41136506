"""The dashboard's product pages, with stock to look at but not to write."""

from django.urls import path
from oscar.apps.dashboard.catalogue import apps


class CatalogueDashboardConfig(apps.CatalogueDashboardConfig):
    name = "shop.forks.dashboard.catalogue"

    def get_urls(self):
        """Oscar's pages, and the list of goods on show that lack something."""
        from shop.forks.dashboard.catalogue.views import incomplete_products

        ours = [path("incomplete/", incomplete_products, name="catalogue-incomplete")]
        return self.post_process_urls(ours) + super().get_urls()
