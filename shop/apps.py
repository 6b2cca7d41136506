"""Oscar's root: its address book with our paths, less what no page of ours uses yet."""

from django.urls import path
from oscar.config import Shop


class ShopConfig(Shop):
    """Mounts the parts of Oscar that are in use; visitors' own pages come from `shop.storefront`."""

    def get_urls(self):
        """Baskets and offers (with our pages in place of Oscar's, so no fork), the office's dashboard."""
        from shop.storefront.basket import AddToBasket, BasketPage
        from shop.storefront.basket_more import AddCode, PutAside, RemoveCode
        from shop.storefront.offers import OfferListPage, OfferPage

        self.basket_app.summary_view = BasketPage
        self.basket_app.add_view = AddToBasket
        self.basket_app.add_voucher_view = AddCode
        self.basket_app.remove_voucher_view = RemoveCode
        self.basket_app.saved_view = PutAside
        self.offer_app.list_view = OfferListPage
        self.offer_app.detail_view = OfferPage
        return [
            path("gio-hang/", self.basket_app.urls),
            path("quan-tri/", self.dashboard_app.urls),
            path("uu-dai/", self.offer_app.urls),
        ]
