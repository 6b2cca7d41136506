"""/don-hang/: an order by its link, or by its number and phone."""

from django.urls import path

from shop.storefront import orders

app_name = "orders"

urlpatterns = [
    path("", orders.order_lookup, name="lookup"),
    path("<str:key>/", orders.order_detail, name="detail"),
]
