"""However a shop is migrated, its journal is written afterwards."""

import pytest
from django.core.management import get_commands
from django.db import connection

from shop.freshness.triggers import install
from shop.freshness.watched import WATCHED
from shop.run import serve

pytestmark = pytest.mark.django_db


def test_every_migrate_is_the_one_that_puts_the_triggers_in_place():
    assert get_commands()["migrate"] == "shop.freshness"


def test_the_first_start_leaves_triggers_behind(monkeypatch):
    """`make run` counts the migrations of an empty database, and then watches it."""
    watched = []
    install = "shop.freshness.management.commands.migrate.install"
    monkeypatch.setattr(install, lambda at: watched.append(at.alias))
    plans = iter([[("one to count", False)]])
    monkeypatch.setattr(serve.MigrationExecutor, "migration_plan", lambda *_args, **_more: next(plans, []))
    serve._migrate()
    assert watched == ["default"]


def test_putting_them_in_place_again_changes_nothing():
    install(connection)
    with connection.cursor() as cursor:
        names = "name" if connection.vendor == "sqlite" else "tgname"
        table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
        cursor.execute(f"SELECT DISTINCT {names} FROM {table} WHERE {names} LIKE 'freshness_%'")
        found = {name for (name,) in cursor.fetchall()}
    assert all(any(name.startswith(f"freshness_{watched.table}") for name in found) for watched in WATCHED)
