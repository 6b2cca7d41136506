"""/diem-ban/: the store locator."""

from django.urls import path

from shop.storefront import points

app_name = "points"

urlpatterns = [
    path("", points.point_list, name="index"),
    path("<slug:slug>/", points.point_detail, name="detail"),
]
