"""Oscar's order, with a key for its link, a contact phone and stock that only the ledger moves."""

from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    name = "shop.forks.order"
