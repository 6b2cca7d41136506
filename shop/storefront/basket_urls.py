"""/gio-hang/…: the basket page's forms that Oscar has not."""

from django.urls import path

from shop.storefront.basket_more import Gift, PutAside

app_name = "own_basket"

urlpatterns = [
    path("qua-tang/", Gift.as_view(), name="gift"),
    path("de-danh/", PutAside.as_view(), name="aside"),
]
