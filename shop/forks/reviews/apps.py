"""Oscar's reviews, of a line of an order that has been sent or handed over."""

from oscar.apps.catalogue.reviews import apps


class CatalogueReviewsConfig(apps.CatalogueReviewsConfig):
    name = "shop.forks.reviews"
