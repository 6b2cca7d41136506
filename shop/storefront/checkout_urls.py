"""/thanh-toan/ under Oscar's namespace: details and review, then the order stands; and Stripe's webhook."""

from django.urls import path

from shop.storefront import card, checkout

app_name = "checkout"

urlpatterns = [
    path("", checkout.checkout, name="index"),
    path("stripe/", card.webhook, name="stripe-webhook"),
]
