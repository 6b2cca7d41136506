"""Oscar as it comes, over the shop's tables: its views, templates, strategy, middleware, context processors.

Our models and apps stay, since the tables are theirs; nothing else of ours takes part in a request.
"""

from types import SimpleNamespace

from shop.settings.test import *  # noqa: F403

ROOT_URLCONF = "shop.tests.bench.stock_urls"
OSCAR_HOMEPAGE = "/catalogue/"
OSCAR_PRODUCTS_PER_PAGE = 24  # as many as on our list
OSCAR_HIDDEN_FEATURES = []
OSCAR_DYNAMIC_CLASS_LOADER = "shop.tests.bench.stock_loader.oscars_own"
OSCAR_THUMBNAILER = "shop.tests.bench.stock_settings.NoThumbnails"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "shop.tests.bench.stock_search.Engine"}}

INSTALLED_APPS = [  # noqa: F405
    "haystack",
    *("oscar.config.Shop" if app == "shop.apps.ShopConfig" else app for app in INSTALLED_APPS),  # noqa: F405
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.debug",
                "django.template.context_processors.i18n",
                "django.template.context_processors.media",
                "django.template.context_processors.static",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ]
        },
    }
]


class NoThumbnails:
    """The goods have no photographs; Oscar's thumbnails, with their own queries, are spared it."""

    def generate_thumbnail(self, source, **options):
        return SimpleNamespace(url="/static/oscar/img/image_not_found.jpg", width=155, height=155)
