"""A person's own machine: `make run`."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-this-machine-never-for-a-public-one")

from shop.settings.base import *  # noqa: E402, F403

DEBUG = env.bool("DEBUG", default=True)  # noqa: F405
ALLOWED_HOSTS = ["*"]
# The port is what `make run` was given.
_ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
PUBLIC_URL = env("PUBLIC_URL", default=_ADDRESS)  # noqa: F405
WAGTAILADMIN_BASE_URL = PUBLIC_URL
PATTERN_LIBRARY = True
# Cards of a sample shop without keys of its own go to the stand-in that `make run` starts beside it.
CARD_STAND_IN_ALLOWED = True
if DEMO and not STRIPE_SECRET_KEY and "CARD_STAND_IN_PORT" in os.environ:  # noqa: F405
    STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET = "rk_test_of_the_stand_in", "whsec_of_the_stand_in"  # noqa: S105
    STRIPE_API_BASE = f"http://127.0.0.1:{os.environ['CARD_STAND_IN_PORT']}"
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(STRIPE_API_BASE)  # noqa: F405
# A template that is being written is drawn anew each time.
CACHES["template_fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
VAR_DIR.mkdir(exist_ok=True)  # noqa: F405
