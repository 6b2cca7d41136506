"""A database file that takes seconds to fill: filled once a process, copied for each test."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

FOLDER = Path(settings.VAR_DIR) / "test-templates"


class Snapshot:
    """What `fill` leaves in a migrated SQLite database."""

    def __init__(self, name: str, fill: Callable[[], None]):
        self.kept, self.fill = FOLDER / f"{name}-{os.getpid()}.sqlite3", fill

    def lay(self) -> None:
        """Puts it in place of this test's database, which is migrated and nothing else."""
        connection = connections["default"]
        own = Path(connection.settings_dict["NAME"])
        connection.close()
        if self.kept.exists():
            shutil.copy(self.kept, own)
            return
        self.fill()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(own, self.kept)

    def throw_away(self) -> None:
        """Once the process needs it no more."""
        self.kept.unlink(missing_ok=True)


def seed() -> None:
    """The sample shop as `make run` shows it."""
    call_command("seed_demo", verbosity=0)
