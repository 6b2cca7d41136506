"""Oscar's settings and the list of its apps, with ours in place of those that are forked."""

from django.utils.translation import gettext_lazy as _
from oscar.defaults import *  # noqa: F403

from shop.forks.dashboard.navigation import navigation

OSCAR_APPS = [
    "shop.apps.ShopConfig",
    "shop.forks.analytics.apps.AnalyticsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig",
    "shop.forks.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "catalog.products.apps.CatalogueConfig",
    "shop.forks.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "shop.forks.partner.apps.PartnerConfig",
    "shop.forks.basket.apps.BasketConfig",
    "shop.forks.payment.apps.PaymentConfig",
    "shop.forks.offer.apps.OfferConfig",
    "shop.forks.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "oscar.apps.search.apps.SearchConfig",
    "shop.forks.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "shop.forks.dashboard.apps.DashboardConfig",
    "shop.forks.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "shop.forks.dashboard.orders.apps.OrdersDashboardConfig",
    "shop.forks.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "shop.forks.dashboard.certificates.apps.CertificatesDashboardConfig",
    "shop.forks.dashboard.delivery.apps.DeliveryDashboardConfig",
    "shop.forks.dashboard.points.apps.PointsDashboardConfig",
    "shop.forks.dashboard.recognition.apps.RecognitionDashboardConfig",
    "shop.forks.dashboard.bank.apps.BankDashboardConfig",
    "shop.forks.dashboard.money.apps.MoneyDashboardConfig",
    "shop.forks.dashboard.invoices.apps.InvoicesDashboardConfig",
    "shop.forks.dashboard.messages.apps.MessagesDashboardConfig",
    "shop.forks.dashboard.cards.apps.CardsDashboardConfig",
    "shop.forks.dashboard.offers.apps.OffersDashboardConfig",
    "shop.forks.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "shop.forks.dashboard.ranges.apps.RangesDashboardConfig",
    "shop.forks.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    "widget_tweaks",
    "treebeard",
    "django_tables2",
]

OSCAR_SHOP_NAME = "OCOP Điện Biên"
OSCAR_SHOP_TAGLINE = _("Certified goods of Điện Biên")
OSCAR_HOMEPAGE = "/"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_CURRENCY_FORMAT = {"VND": {"format": "#,##0 ¤", "currency_digits": False}}
# Unaccented slugs: without the map "Đặc sản" becomes "u0110ac-san".
OSCAR_SLUG_MAP = {"đ": "d", "Đ": "D"}
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 1_000
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "country")
OSCAR_EAGER_ALERTS = False
OSCAR_INITIAL_ORDER_STATUS = "placed"
OSCAR_INITIAL_LINE_STATUS = "placed"
# The parcels' own states move an order (shop.fulfilment); the dashboard only shows them.
OSCAR_ORDER_STATUS_PIPELINE = {}
OSCAR_LINE_STATUS_PIPELINE = {}
OSCAR_DASHBOARD_NAVIGATION = navigation(OSCAR_DASHBOARD_NAVIGATION)
OSCAR_HIDDEN_FEATURES = ["wishlists", "reviews"]
OSCAR_BASKET_COOKIE_OPEN = "open_basket"
# Prices, and so what is taken off them, have VAT within.
OSCAR_OFFERS_INCL_TAX = True
OSCAR_OFFER_ROUNDING_FUNCTION = "shop.payments.money.whole_dong"

# Oscar's own two want an app of theirs, and make files while a page is read.
OSCAR_THUMBNAILER = "catalog.products.thumbnails.Thumbnails"
# A picture's files are Wagtail's to delete (docs/decisions/0011), and no other model here has any.
OSCAR_DELETE_IMAGE_FILES = False

# Oscar's search app imports haystack, which wants a connection named; nothing is indexed by it.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

PHONENUMBER_DEFAULT_REGION = "VN"
