"""The WSGI entry that granian (or any WSGI server) serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.production")

application = get_wsgi_application()

from shop.payments.card.checks import tell_at_start  # noqa: E402 - the apps have to be there first

tell_at_start()
