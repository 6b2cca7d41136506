"""/san-pham/ under Oscar's namespace, so that its `get_absolute_url` leads here."""

from django.urls import path, re_path

from shop.storefront import certificates, lots, product_list, products, recent, reviews

app_name = "catalogue"

urlpatterns = [
    path("", product_list.product_list, name="index"),
    path("da-xem/", recent.recently_viewed, name="recent"),
    re_path(r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/$", products.product_detail, name="detail"),
    re_path(
        r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/chung-nhan/$",
        certificates.certificate_page,
        name="certificate",
    ),
    # The id is the size's where there are sizes. No code is longer, each character written as three at most.
    re_path(
        r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/lo/(?P<piece>[^/\0]{1,60})/$", lots.lot_page, name="lot"
    ),
    # Oscar's name for a review, which its dashboard links to.
    re_path(
        r"^(?P<product_slug>[\w-]*)_(?P<product_pk>\d{1,18})/danh-gia/(?P<pk>\d{1,18})/$",
        reviews.on_its_product,
        name="reviews-detail",
    ),
    re_path(r"^nhom/(?P<category_slug>[\w-]+(/[\w-]+)*)_(?P<pk>\d{1,18})/$", products.group, name="category"),
]
