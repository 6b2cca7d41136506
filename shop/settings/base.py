"""What every environment shares; what a machine decides is read from the environment."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from shop.settings.carriers import *  # noqa: F403
from shop.settings.environment import BASE_DIR, env
from shop.settings.messages import *  # noqa: F403
from shop.settings.oscar import *  # noqa: F403
from shop.settings.paying import *  # noqa: F403
from shop.settings.wagtail import *  # noqa: F403

VAR_DIR = BASE_DIR / "var"

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# Where the shop is reached from outside; used in e-mails, the sitemap and Wagtail's notices.
PUBLIC_URL = env("PUBLIC_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = PUBLIC_URL

# A notice on every page says that prices, stock and points are samples until DEMO=0.
DEMO = env.bool("DEMO", default=True)

# Shows every component of the pages at /thanh-phan/, to people who build.
PATTERN_LIBRARY = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["shop.accounts.backends.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "customer:login"
LOGIN_REDIRECT_URL = "customer:summary"
LOGOUT_REDIRECT_URL = "/"

INSTALLED_APPS = [
    # First, as its `migrate` stands in for Django's.
    "shop.freshness",
    # Before all whose models it translates.
    "modeltranslation",
    # Ours, lowest floor first.
    "shop.accounts",
    "catalog.pictures",
    "catalog.places",
    "catalog.producers",
    "catalog.certification",
    "catalog.trace",
    "catalog.search",
    "shop.points",
    "shop.recognition",
    "shop.delivery",
    "shop.stock",
    "shop.messages",
    "shop.payments.card",
    "shop.invoices",
    "shop.carriers",
    "shop.fulfilment",
    "shop.fulfilment.consignments",
    "shop.warehouse",
    "shop.settlement",
    "shop.settlement.card",
    "shop.settlement.bank",
    "shop.returns",
    "shop.privacy",
    "shop.assortment",
    "shop.storefront",
    "shop.finder",
    "shop.counter",
    "shop.api",
    "shop.demo",
    "cms",
    *OSCAR_APPS,  # noqa: F405
    *WAGTAIL_APPS,  # noqa: F405
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.flatpages",
    "django.contrib.humanize",
    # Its templates of widgets, which those under templates/django/ come before.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.freshness.page_cache.VisitorsPageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "shop.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.middleware.SameOriginCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.core.context_processors.metadata",
                "oscar.apps.checkout.context_processors.checkout",
                "shop.storefront.context_processors.layout",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'shop.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # The settings under which the stock rules were proven; docs/decisions/0003.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Rate limits count in this cache, so it must be one that all server processes share: local memory
# serves the single process of `make run`; more than one process wants CACHE_URL=redis://...
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://"),
    # Visitors' pages, kept for a minute at most: each process's own memory, some tens of megabytes.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
    # What `{% cache %}` keeps of a layout, as long as the process runs.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "template_fragments",
    },
}
# Set by the age gate, for what only adults may see.
OF_AGE_COOKIE = "of_age"
# Where a request's own address stands. Behind a proxy it is what the proxy sets (HTTP_X_REAL_IP), or else
# all visitors would share one limit.
RATELIMIT_IP_META_KEY = env("CLIENT_ADDRESS_KEY", default="REMOTE_ADDR")
SILENCED_SYSTEM_CHECKS = [
    "django_ratelimit.E003",
    "django_ratelimit.W001",
    # Looks for Django's own class by name; ours (shop.middleware) is built on it.
    "security.W003",
]

# Where the search index is kept: a folder on this machine's own disk, derived and safe to delete.
# Empty: in memory, each process its own.
SEARCH_INDEX_DIR = env("SEARCH_INDEX_DIR", default=str(VAR_DIR / "search"))

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]


def _label_in(words, language):
    """A field's label in forms that show both languages: "tên (Tiếng Anh)"."""
    return f"{words} ({dict(LANGUAGES)[language]})"


# Names and texts of goods (docs/decisions/0017): Vietnamese stands in where there is no English.
MODELTRANSLATION_LANGUAGES = ("vi", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "vi"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("vi",)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = _label_in
LOCALE_PATHS = [BASE_DIR / "shop" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Of django-leaflet only the files that it brings: Leaflet itself.
LEAFLET = Path(find_spec("leaflet").origin).parent
STATICFILES_DIRS = [BASE_DIR / "static", LEAFLET / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "shop.storefront.stylesheet.JoinedStylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# Photographs of inspections: served to the office only, by the shop itself.
CLOSED_MEDIA_ROOT = Path(env("CLOSED_MEDIA_ROOT", default=str(VAR_DIR / "closed")))

SITE_ID = 1
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Seconds that a mail server may take for each step.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="shop@localhost")
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "shop.storefront.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Strict on everything a visitor sees; `shop.middleware` loosens it for the two staff interfaces,
# whose own templates carry inline script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# What the locator knows of places beside communes; each yields `shop.points.places.Place`.
PLACES_WITH_PAGES = ["cms.locating.villages"]
PLACE_SOURCES = [
    "shop.points.landmarks.landmarks",
    *PLACES_WITH_PAGES,
    "shop.points.landmarks.points_as_places",
]
# Street tiles over the locator's own drawing, such as https://tile.example/{z}/{x}/{y}.png. Empty: none.
MAP_TILE_URL = env("MAP_TILE_URL", default="")
MAP_TILE_ATTRIBUTION = env("MAP_TILE_ATTRIBUTION", default="")

# Hours within which a point confirms an order, after which the shopper's goods are let go.
CONFIRM_WITHIN_HOURS = env.int("CONFIRM_WITHIN_HOURS", default=24)
# Đồng for wrapping one parcel as a gift. 0: no wrapping is offered.
GIFT_WRAP_FEE = env.int("GIFT_WRAP_FEE", default=0)

# Chromium asks the policy of the page with the button about the page that the button leads on to.
if STRIPE_SECRET_KEY:  # noqa: F405
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("https://checkout.stripe.com")

# Whether points' webhooks may lead into this machine's own network; for tests.
HOOKS_MAY_STAY_INSIDE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # Wagtail tells of every page that is indexed (its own history has who edited what), Stripe of every call.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "stripe")},
}
