"""Running `seed_demo`, and looking at all that it wrote."""

from io import StringIO

import time_machine
from django.core.management import call_command
from django.db import connection

from shop.tests.worlds import NOW


def seed(at=NOW) -> str:
    """Runs the command at the moment `at`; what it prints."""
    out = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("seed_demo", stdout=out)
    return out.getvalue()


def all_rows():
    """Every row of every table, as the database gives it."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables
