"""Puts a migrated, empty database where the audit's shop looks for it, from the tests' own template.

`python -m shop.tests.audit.database`; the template saves the minute that 330 migrations take.
"""

import shutil

import django


def main() -> None:
    """Builds the template where there is none for these migrations yet."""
    django.setup()
    from django.conf import settings

    from shop.settings import base
    from shop.tests.audit.folders import DATABASE
    from shop.tests.database import migrated_copy

    settings.VAR_DIR = base.VAR_DIR
    copy = migrated_copy("audit")
    copy.make()
    try:
        shutil.copy(copy.copy, DATABASE)
    finally:
        copy.remove()


if __name__ == "__main__":
    main()
