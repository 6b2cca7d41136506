"""/diem-ban/: the store locator."""

from django.urls import path

from shop.storefront import point_page, points

app_name = "points"

urlpatterns = [
    path("", points.point_list, name="index"),
    path("<slug:slug>/", point_page.point_detail, name="detail"),
    path("<slug:slug>/ap-phich/", point_page.poster, name="poster"),
]
