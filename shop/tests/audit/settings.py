"""A public machine's settings, less what http://127.0.0.1 lacks: TLS, and a proxy for uploaded pictures."""

from shop.settings.production import *  # noqa: F403
from shop.tests.audit.folders import PROXIED, WORK

DEMO = True
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
OSCAR_BASKET_COOKIE_SECURE = False
VAR_DIR = WORK
STATIC_ROOT = WORK / "static"
MEDIA_ROOT = PROXIED / "media"
WHITENOISE_ROOT = PROXIED
