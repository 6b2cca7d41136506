"""/quay/: the workplace of a point's staff."""

from django.urls import path

from shop.counter import sheets, shelf, views

app_name = "counter"

urlpatterns = [
    path("", views.index, name="index"),
    path("da-xong/", views.done, name="done"),
    path("kien/<int:pk>/", views.ParcelView.as_view(), name="parcel"),
    path("diem/<slug:code>/kho/", shelf.shelf_list, name="shelves"),
    path("diem/<slug:code>/kho/<int:pk>/", shelf.ShelfView.as_view(), name="shelf"),
    path("diem/<slug:code>/tep/", sheets.SheetsView.as_view(), name="sheets"),
    path("diem/<slug:code>/tep/xuat/", sheets.sheet_export, name="sheet_export"),
    path("diem/<slug:code>/tep/<int:pk>/", sheets.SheetView.as_view(), name="sheet"),
]
