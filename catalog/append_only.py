"""Tables whose rows are never changed: triggers refuse UPDATE and DELETE, whoever asks and by whatever way.

SQLite forgets a table's triggers whenever a migration makes the table anew; such a migration ends with
`never_changed` for the table again.
"""

from functools import partial

from django.db.migrations import RunPython

_VERBS = ("update", "delete")


def never_changed(*, table: str, name: str, message: str) -> RunPython:
    """A step of a migration that puts the triggers `name`_… on `table`; running it again is harmless.

    `message` is what the database says when it refuses.
    """
    return RunPython(
        partial(_execute, _make, table, name, message), partial(_execute, _drop, table, name, message)
    )


def _execute(statements, table, name, message, apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor, table, name, message):
        schema_editor.execute(statement)


def _make(vendor, table, name, message):
    if vendor == "sqlite":
        for verb in _VERBS:
            yield f"DROP TRIGGER IF EXISTS {name}_no_{verb}"
            yield f"""CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, '{message}'); END"""
    else:
        yield f"""CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$"""
        yield f"DROP TRIGGER IF EXISTS {name}_no_change ON {table}"
        yield f"""CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}_refuse()"""


def _drop(vendor, table, name, message):
    if vendor == "sqlite":
        for verb in _VERBS:
            yield f"DROP TRIGGER IF EXISTS {name}_no_{verb}"
    else:
        yield f"DROP TRIGGER IF EXISTS {name}_no_change ON {table}"
        yield f"DROP FUNCTION IF EXISTS {name}_refuse()"
