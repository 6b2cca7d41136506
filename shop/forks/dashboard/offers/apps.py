"""The office's offers and fairs."""

from oscar.apps.dashboard.offers import apps


class OffersDashboardConfig(apps.OffersDashboardConfig):
    name = "shop.forks.dashboard.offers"
