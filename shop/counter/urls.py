"""/quay/: the workplace of a point's staff."""

from django.urls import path

from shop.counter import news, printing, shelf, views

app_name = "counter"

urlpatterns = [
    path("", views.index, name="index"),
    path("da-xong/", views.done, name="done"),
    path("kien/<int:pk>/", views.ParcelView.as_view(), name="parcel"),
    path("kien/<int:pk>/in/", printing.packing_slip, name="packing-slip"),
    path("diem/<slug:code>/kho/", shelf.shelf_list, name="shelves"),
    path("diem/<slug:code>/kho/<int:pk>/", shelf.ShelfView.as_view(), name="shelf"),
    path("diem/<slug:code>/kho/<int:pk>/nhan/", printing.shelf_label, name="shelf-label"),
    path("diem/<slug:code>/lay-hang/", printing.pick_sheet, name="pick-list"),
    path("diem/<slug:code>/bao-tin/", news.NewsView.as_view(), name="news"),
]
