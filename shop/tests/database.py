"""A migrated database for each test process, within a second.

The real migrations run once per state of their files and of the journal's triggers, into a template that is
kept; each process then works on its own copy. So data that migrations write is there, on both engines, and
nothing is left behind.
"""

import hashlib
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import fasteners
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation


def migrations_digest() -> str:
    """Changes whenever any migration, ours or a library's, or what comes after migrating changes."""
    from django.db.migrations.loader import MigrationLoader

    from shop.freshness import triggers, watched

    loader = MigrationLoader(None, ignore_no_migrations=True)
    digest = hashlib.sha256()
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        path = Path(__import__(migration.__module__, fromlist=["_"]).__file__)
        digest.update(f"{app}.{name}".encode() + path.read_bytes())
    for module in (triggers, watched):
        digest.update(Path(module.__file__).read_bytes())
    return digest.hexdigest()[:12]


#: Fixtures of pytest-django by which a test, or what it asks for, comes to a database.
_WAYS_TO_IT = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marks what works on a database as `database`; the rest is the same on every engine."""
    for item in items:
        if item.get_closest_marker("django_db") or _WAYS_TO_IT.intersection(item.fixturenames):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """In place of pytest-django's: this process's copy of the migrated template."""
    with django_db_blocker.unblock():
        database = migrated_copy(f"test_ocop_{os.getpid()}")
        database.make()
        # After a test that really commits, Django would empty every table, migrated rows included (and the
        # ledger's triggers would refuse): a fresh copy is both cleaner and quicker.
        patch = pytest.MonkeyPatch()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.renew())
    yield
    patch.undo()
    with django_db_blocker.unblock():
        database.remove()


def address_in_use() -> str:
    """The URL of the database that this process works on, for other processes."""
    connection = connections["default"]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def migrated_copy(name: str) -> "SqliteCopy | PostgresCopy":
    """A copy of the template on the engine in use, not made yet."""
    connection = connections["default"]
    copy = SqliteCopy if connection.vendor == "sqlite" else PostgresCopy
    return copy(connection, migrations_digest(), name)


def _point(connection, name):
    connection.close()
    connection.settings_dict["NAME"] = str(name)
    settings.DATABASES["default"]["NAME"] = str(name)


class SqliteCopy:
    """A template file and a file copied from it."""

    def __init__(self, connection, digest, name):
        folder = Path(settings.VAR_DIR) / "test-templates"
        folder.mkdir(parents=True, exist_ok=True)
        self.connection = connection
        self.template = folder / f"{digest}.sqlite3"
        self.copy = folder / f"{name}.sqlite3"

    def make(self):
        with fasteners.InterProcessLock(f"{self.template}.lock"):
            if not self.template.exists():
                self._build()
        self.renew()

    def renew(self):
        self.remove()
        shutil.copy(self.template, self.copy)
        _point(self.connection, self.copy)

    def _build(self):
        unfinished = self.template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _point(self.connection, unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        unfinished.rename(self.template)

    def remove(self):
        self.connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.copy}{suffix}").unlink(missing_ok=True)


class PostgresCopy:
    """A template database and a database created from it."""

    def __init__(self, connection, digest, name):
        self.connection = connection
        self.template = f"ocop_template_{digest}"
        self.copy = name

    def make(self):
        lock = Path(settings.VAR_DIR) / f"{self.template}.lock"
        with fasteners.InterProcessLock(str(lock)):
            if not self._exists(self.template):
                self._build()
        self.renew()

    def renew(self):
        self.remove()
        self._execute(f"CREATE DATABASE {self.copy} TEMPLATE {self.template}")
        _point(self.connection, self.copy)

    def _build(self):
        unfinished = f"{self.template}_unfinished"
        self._execute(f"DROP DATABASE IF EXISTS {unfinished}")
        self._execute(f"CREATE DATABASE {unfinished} ENCODING 'UTF8' TEMPLATE template0")
        _point(self.connection, unfinished)
        call_command("migrate", verbosity=0, interactive=False)
        self.connection.close()
        self._execute(f"ALTER DATABASE {unfinished} RENAME TO {self.template}")

    def remove(self):
        self.connection.close()
        self._execute(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")

    def _exists(self, name):
        return bool(self._execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def _execute(self, statement):
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(autouse=True)
def _each_test_begins_in_vietnamese():
    """A page leaves its language behind in the process; the next test is another visit."""
    with translation.override("vi"):
        yield
