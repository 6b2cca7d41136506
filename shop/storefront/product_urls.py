"""/san-pham/ under Oscar's namespace, so that its `get_absolute_url` leads here."""

from django.urls import path, re_path

from shop.storefront import certificates, product_list, products

app_name = "catalogue"

urlpatterns = [
    path("", product_list.product_list, name="index"),
    re_path(r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/$", products.product_detail, name="detail"),
    re_path(
        r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,18})/chung-nhan/$",
        certificates.certificate_page,
        name="certificate",
    ),
    re_path(r"^nhom/(?P<category_slug>[\w-]+(/[\w-]+)*)_(?P<pk>\d{1,18})/$", products.group, name="category"),
]
