"""The sample shop, built once for all tests of a module that look at it."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction

from shop.tests.worlds import NOW


def seed(at=NOW) -> str:
    """Runs the command at the moment `at`; what it prints."""
    out = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("seed_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """What `seed_demo` printed on an empty database at `NOW`. It takes seconds, so all tests share it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture
def changing(seeded):
    """Lets a test write on top of the shared shop; what it writes is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def all_rows():
    """Every row of every table, as the database gives it."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables
