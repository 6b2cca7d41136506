"""Oscar's root: its address book with our paths, less what no page of ours uses yet."""

from django.urls import path
from oscar.config import Shop


class ShopConfig(Shop):
    """Mounts the parts of Oscar that are in use; visitors' own pages come from `shop.storefront`."""

    def get_urls(self):
        return [
            path("gio-hang/", self.basket_app.urls),
            path("quan-tri/", self.dashboard_app.urls),
            path("uu-dai/", self.offer_app.urls),
        ]
