"""/ngoai-tuyen/: what a phone shows without a network."""

from django.urls import path

from shop.storefront import offline

urlpatterns = [path("", offline.page, name="offline")]
