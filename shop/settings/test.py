"""Tests: quick hashing, mail in memory, nothing read from or sent to a network."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only")

from shop.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["*"]
PATTERN_LIBRARY = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Every request is answered anew, but where a test is about the kept pages.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
SEARCH_INDEX_DIR = ""
VAR_DIR.mkdir(exist_ok=True)  # noqa: F405
MEDIA_ROOT = VAR_DIR / "test-media"  # noqa: F405
CLOSED_MEDIA_ROOT = VAR_DIR / "test-closed"  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
# No cards, whatever this machine's .env says; the tests of cards have keys of their own.
STRIPE_SECRET_KEY = STRIPE_WEBHOOK_SECRET = STRIPE_API_BASE = ""
CARD_STAND_IN_ALLOWED = True
# No carrier either; the tests of carriers have keys of their own.
GHN_TOKEN = GHN_SHOP_ID = GHN_API_BASE = GHTK_TOKEN = GHTK_PARTNER = GHTK_API_BASE = ""
CARRIERS_STAND_IN_ALLOWED = True
