"""/don-hang/: an order by its link, or by its number and phone."""

from django.urls import path

from shop.storefront import (
    bank_transfer,
    card,
    order_cancel,
    order_keep,
    order_pdf,
    order_return,
    order_reviews,
    orders,
)

app_name = "orders"

urlpatterns = [
    path("", orders.order_lookup, name="lookup"),
    path("<str:key>/", orders.order_detail, name="detail"),
    path("<str:key>/the/", card.pay, name="pay-by-card"),
    path("<str:key>/tien-ve/", bank_transfer.money_state, name="money-state"),
    path("<str:key>/huy/", order_cancel.cancel, name="cancel"),
    path("<str:key>/don-hang.pdf", order_pdf.download, name="pdf"),
    path("<str:key>/tra-hang/", order_return.ask, name="return"),
    path("<str:key>/giu/", order_keep.keep, name="keep"),
    path("<str:key>/danh-gia/<int:line_id>/", order_reviews.write, name="review"),
    path("<str:key>/danh-gia/<int:line_id>/xoa/", order_reviews.erase, name="erase-review"),
]
