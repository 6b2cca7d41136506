"""However a shop is migrated, its journal is written afterwards."""

import pytest
from django.core.management import get_commands
from django.db import connection

from shop.freshness.triggers import install, missing
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
    assert missing(connection) == []
    install(connection)
    assert missing(connection) == []


@pytest.mark.parametrize("watched", WATCHED, ids=lambda watched: watched.table)
def test_each_one_that_is_gone_is_named_and_put_back(watched):
    name = f"freshness_{watched.table}"
    name, of_table = (
        (f"{name}_delete", "") if connection.vendor == "sqlite" else (name, f" ON {watched.table}")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{of_table}")
    assert missing(connection) == [name]
    install(connection)
    assert missing(connection) == []
