"""Oscar's addresses, of which ours know their commune."""

from oscar.apps.address import apps


class AddressConfig(apps.AddressConfig):
    name = "shop.forks.address"
