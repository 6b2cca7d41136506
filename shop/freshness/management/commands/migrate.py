"""Django's `migrate`, which afterwards puts the journal's triggers in place."""

from django.core.management.commands import migrate
from django.db import connections

from shop.freshness.triggers import install


class Command(migrate.Command):
    """As Django's, plus the triggers once every table is there."""

    def handle(self, *args, **options):
        """Leaves them alone where only some migrations were asked for, or none are applied."""
        super().handle(*args, **options)
        if not (options.get("app_label") or options["plan"] or options["check_unapplied"]):
            install(connections[options["database"]])
