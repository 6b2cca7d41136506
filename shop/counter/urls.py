"""/quay/: the workplace of a point's staff."""

from django.urls import path

from shop.counter import (
    carriage,
    counts,
    finding,
    news,
    office,
    pick_up,
    printing,
    returns,
    scanning,
    sheets,
    shelf,
    shipment,
    shipments,
    views,
)

app_name = "counter"

urlpatterns = [
    path("", views.index, name="index"),
    path("van-phong/", office.points, name="office-points"),
    path("van-phong/hang/", office.goods, name="office-goods"),
    path("tim/", finding.find_anything, name="find"),
    path("lay/<slug:code>/", pick_up.find, name="pick-up"),
    path("quet/", scanning.read_photograph, name="scan"),
    path("da-xong/", views.done, name="done"),
    path("kien/<int:pk>/", views.ParcelView.as_view(), name="parcel"),
    path("kien/<int:pk>/van-chuyen/", carriage.CarriageView.as_view(), name="carriage"),
    path("kien/<int:pk>/van-chuyen/nhan/", carriage.label, name="carrier-label"),
    path("kien/<int:pk>/tra-hang/", returns.ReturnView.as_view(), name="return"),
    path("diem/<slug:code>/kho/", shelf.shelf_list, name="shelves"),
    path("diem/<slug:code>/kho/<int:pk>/", shelf.ShelfView.as_view(), name="shelf"),
    path("diem/<slug:code>/chuyen-hang/", shipments.shipment_list, name="shipments"),
    path("diem/<slug:code>/chuyen-hang/moi/", shipments.new_shipment, name="shipment-new"),
    path("diem/<slug:code>/chuyen-hang/<int:pk>/", shipment.ShipmentView.as_view(), name="shipment"),
    path("diem/<slug:code>/chuyen-hang/anh/<int:pk>/", shipments.line_photograph, name="shipment-photograph"),
    path("diem/<slug:code>/kiem-ke/", counts.CountsView.as_view(), name="counts"),
    path("diem/<slug:code>/kiem-ke/<int:pk>/", counts.CountView.as_view(), name="count"),
    path(
        "diem/<slug:code>/kiem-ke/<int:pk>/<int:stock>/", counts.CountEntryView.as_view(), name="count-entry"
    ),
    path("thung/<slug:code>/", shipments.shipment_by_code, name="box"),
    path("diem/<slug:code>/tep/", sheets.SheetsView.as_view(), name="sheets"),
    path("diem/<slug:code>/tep/xuat/", sheets.sheet_export, name="sheet_export"),
    path("diem/<slug:code>/tep/<int:pk>/", sheets.SheetView.as_view(), name="sheet"),
    path("kien/<int:pk>/in/", printing.packing_slip, name="packing-slip"),
    path("diem/<slug:code>/kho/<int:pk>/nhan/", printing.shelf_label, name="shelf-label"),
    path("diem/<slug:code>/chuyen-hang/<int:pk>/nhan/", printing.box_label, name="box-label"),
    path("diem/<slug:code>/lay-hang/", printing.pick_sheet, name="pick-list"),
    path("diem/<slug:code>/bao-tin/", news.NewsView.as_view(), name="news"),
]
