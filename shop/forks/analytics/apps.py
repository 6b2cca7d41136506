"""Oscar's analytics without its counting while an order is placed."""

from oscar.apps.analytics import apps


class AnalyticsConfig(apps.AnalyticsConfig):
    """Oscar's tables stay, and nothing writes them.

    Oscar counts each product's purchases within the order's transaction: all who order one product wait for
    one row, orders that hold rows of each other wait in a circle, and of the first two orders of a product at
    once one is lost on PostgreSQL, as a transaction in which an INSERT failed is over.
    """

    name = "oscar.apps.analytics"

    def ready(self):
        """Connects no receivers."""
