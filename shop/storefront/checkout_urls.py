"""/thanh-toan/ under Oscar's namespace: details and review, then the order stands."""

from django.urls import path

from shop.storefront import checkout

app_name = "checkout"

urlpatterns = [path("", checkout.checkout, name="index")]
