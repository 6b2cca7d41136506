"""/nguon/: what other shops, maps and search engines fetch."""

from django.urls import path

from shop.machines import views

app_name = "feeds"

urlpatterns = [
    path("san-pham.xml", views.products, name="products"),
    path("ton-kho.csv", views.stock, name="stock"),
    path("diem-ban.geojson", views.points, name="points"),
]
