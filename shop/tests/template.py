"""Builds the migrated template of DATABASE_URL's engine, so that tests find it there."""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings.test"
    django.setup()
    from shop.tests.database import migrated_copy

    copy = migrated_copy(f"template_ocop_{os.getpid()}")
    copy.make()
    copy.remove()
