"""The dashboard's orders, to look at and to make notes on; parcels are moved at the counter."""

from oscar.apps.dashboard.orders import apps


class OrdersDashboardConfig(apps.OrdersDashboardConfig):
    name = "shop.forks.dashboard.orders"
