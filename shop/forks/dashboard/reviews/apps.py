"""Oscar's pages for reviews, where the office decides and does not write."""

from oscar.apps.dashboard.reviews import apps


class ReviewsDashboardConfig(apps.ReviewsDashboardConfig):
    name = "shop.forks.dashboard.reviews"
