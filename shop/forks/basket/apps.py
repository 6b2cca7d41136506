"""Oscar's basket, whose discounts are whole đồng and which may be a gift."""

from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    name = "shop.forks.basket"
