"""Oscar's offers, in whole đồng and with this shop's conditions."""

from oscar.apps.offer import apps


class OfferConfig(apps.OfferConfig):
    name = "shop.forks.offer"
