"""/chu-the/: the makers."""

from django.urls import path

from shop.storefront import producers

app_name = "producers"

urlpatterns = [
    path("", producers.producer_list, name="index"),
    path("<slug:slug>/", producers.producer_detail, name="detail"),
]
