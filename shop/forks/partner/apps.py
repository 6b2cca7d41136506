"""Oscar's partner, as the stock-holding side of one sales point or of the central warehouse."""

from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "shop.forks.partner"
