"""The composition root: every stable address of the shop and what answers it."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from shop.accounts.views import ToSignInView
from shop.storefront import bank_feed

handler400 = "shop.storefront.errors.bad_request"
handler403 = "shop.storefront.errors.permission_denied"
handler404 = "shop.storefront.errors.not_found"
handler500 = "shop.storefront.errors.server_error"

urlpatterns = [
    path("", include("shop.storefront.probe_urls")),
    path("thanh-toan/ngan-hang/", bank_feed.told, name="bank-feed"),
    path("api/v1/", include("shop.api.urls")),
    path("noi-dung/login/", ToSignInView.as_view()),
    path("noi-dung/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("san-pham/", include("shop.storefront.product_urls")),
        path("chu-the/", include("shop.storefront.producer_urls")),
        path("diem-ban/", include("shop.storefront.point_urls")),
        path("du-tuoi/", include("shop.storefront.age_urls")),
        path("tim/", include("shop.finder.urls")),
        path("nguon/", include("shop.machines.urls")),
        path("thanh-toan/", include("shop.storefront.checkout_urls")),
        path("don-hang/", include("shop.storefront.order_urls")),
        path("gio-hang/", include("shop.storefront.basket_urls")),
        path("ngoai-tuyen/", include("shop.storefront.offline_urls")),
        path("tai-khoan/", include("shop.accounts.urls")),
        path("tai-khoan/", include("shop.storefront.account_urls")),
        path("tai-khoan/yeu-thich/", include("shop.storefront.wish_list_urls")),
        path("tai-khoan/mat-khau-moi/", include("shop.accounts.reset_urls")),
        path("quay/", include("shop.counter.urls")),
        path("thanh-phan/", include("shop.patterns.urls")),
        path("", include(apps.get_app_config("oscar").get_urls())),
        # Home, /tin-tuc/ and /du-lich/ are pages of the content tree.
        path("_util/login/", ToSignInView.as_view()),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
