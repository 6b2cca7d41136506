"""The triggers that write the journal, on either engine; `manage.py migrate` puts them in place.

SQLite forgets a table's triggers whenever a migration makes the table anew, so they are created after
migrating, not in a migration.
"""

from django.db import transaction

from shop.freshness.watched import WATCHED

VERBS = ("insert", "update", "delete")
#: Those that are there and switched on.
_FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """SELECT tgname FROM pg_trigger
        WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(tgrelid)""",
}
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION freshness_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_key bigint := 0;
    new_key bigint := 0;
BEGIN
    IF TG_NARGS = 2 THEN
        IF TG_OP <> 'INSERT' THEN old_key := coalesce((to_jsonb(OLD)->>TG_ARGV[1])::bigint, 0); END IF;
        IF TG_OP <> 'DELETE' THEN new_key := coalesce((to_jsonb(NEW)->>TG_ARGV[1])::bigint, 0); END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO freshness_change (kind, key, sequence)
        VALUES (TG_ARGV[0], new_key, pg_current_xact_id()::text::bigint);
    END IF;
    IF TG_OP = 'DELETE' OR old_key <> new_key AND TG_OP = 'UPDATE' THEN
        INSERT INTO freshness_change (kind, key, sequence)
        VALUES (TG_ARGV[0], old_key, pg_current_xact_id()::text::bigint);
    END IF;
    RETURN NULL;
END $$
"""
_SQLITE_NOTE = """INSERT INTO freshness_change (kind, key, sequence)
    SELECT '{kind}', {key}, COALESCE((SELECT MAX(sequence) FROM freshness_change), 0) + 1"""


def install(connection) -> None:
    """Makes every trigger as `watched.py` wants it, all of them or none."""
    make = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)


def missing(connection) -> list[str]:
    """Names of the triggers that are not there: changes in their tables go unnoticed until `install`."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in _names(connection.vendor) if name not in found]


def _names(vendor):
    tables = [f"freshness_{watched.table}" for watched in WATCHED]
    return tables if vendor == "postgresql" else [f"{table}_{verb}" for table in tables for verb in VERBS]


def _on_postgresql():
    yield _POSTGRESQL_FUNCTION
    for watched in WATCHED:
        told = f"'{watched.kind}'" + (f", '{watched.key}'" if watched.key else "")
        yield f"DROP TRIGGER IF EXISTS freshness_{watched.table} ON {watched.table}"
        yield f"""CREATE TRIGGER freshness_{watched.table} AFTER INSERT OR UPDATE OR DELETE
            ON {watched.table} FOR EACH ROW EXECUTE FUNCTION freshness_note({told})"""


def _on_sqlite():
    for watched in WATCHED:
        for verb in VERBS:
            name = f"freshness_{watched.table}_{verb}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield f"CREATE TRIGGER {name} AFTER {verb} ON {watched.table} BEGIN {_notes(watched, verb)} END"


def _notes(watched, verb):
    row = "OLD" if verb == "delete" else "NEW"
    note = _SQLITE_NOTE.format(kind=watched.kind, key=_key_of(row, watched))
    if verb != "update" or not watched.key:
        return f"{note};"
    before = _SQLITE_NOTE.format(kind=watched.kind, key=_key_of("OLD", watched))
    return f"{note}; {before} WHERE OLD.{watched.key} IS NOT NEW.{watched.key};"


def _key_of(row, watched):
    return f"COALESCE({row}.{watched.key}, 0)" if watched.key else "0"
