"""Triggers that keep history as it was written, whoever asks and by whatever way.

A finished inspection with its answers and photographs, and a list of criteria that has been used, stay as they
are. A grant changes once, when it is withdrawn, and is never deleted.
"""

from django.db import migrations

WITHDRAWAL = ["withdrawn_date", "withdrawal_reason", "withdrawal_recorded_at", "withdrawal_recorded_by_id"]
PAPER = ["point_id", "recorded_at", "recorded_by_id", "is_sample"]
PAPERS = {
    "pointrecognition": [*PAPER, "decision_number", "decided_date", "issuer", "criteria_id"],
    "pointsupport": [*PAPER, "budget_source", "amount", "granted_date", "keep_until_date"],
}
FINISHED = "a finished inspection never changes"
GRANTED = "what was granted is withdrawn, never changed"
USED = "a list of criteria that has been used never changes"


def _is_finished(*ids):
    return f"""EXISTS (SELECT 1 FROM recognition_inspection one
        WHERE one.id IN ({", ".join(ids)}) AND one.finished_at IS NOT NULL)"""


def _is_used(*ids):
    return f"EXISTS (SELECT 1 FROM recognition_inspection one WHERE one.criteria_id IN ({', '.join(ids)}))"


def _changed(columns):
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def _rows(verb, column):
    """The rows that a statement touches, as values of one of their columns."""
    return {
        "INSERT": [f"NEW.{column}"],
        "UPDATE": [f"OLD.{column}", f"NEW.{column}"],
        "DELETE": [f"OLD.{column}"],
    }[verb]


def rules():
    """Table, verb, condition under which it is refused, and words, of every trigger."""
    for verb in ("UPDATE", "DELETE"):
        yield "inspection", verb, "OLD.finished_at IS NOT NULL", FINISHED
        yield "criteriaset", verb, _is_used(*_rows(verb, "id")), USED
    for verb in ("INSERT", "UPDATE", "DELETE"):
        for table in ("answer", "photograph"):
            yield table, verb, _is_finished(*_rows(verb, "inspection_id")), FINISHED
        yield "criterion", verb, _is_used(*_rows(verb, "criteria_id")), USED
    for table, columns in PAPERS.items():
        yield table, "UPDATE", f"OLD.withdrawn_date IS NOT NULL OR {_changed(columns)}", GRANTED
        yield table, "DELETE", "1 = 1", GRANTED


def create(apps, schema_editor):
    """One trigger a table and verb; PostgreSQL's have a function each, as their WHEN takes no subquery."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table, verb, condition, words in rules():
        if is_postgres:
            _create_on_postgres(schema_editor, table, verb, condition, words)
        else:
            schema_editor.execute(
                f"""CREATE TRIGGER recognition_{table}_no_{verb.lower()} BEFORE {verb} ON recognition_{table}
                WHEN {condition.replace("IS DISTINCT FROM", "IS NOT")}
                BEGIN SELECT RAISE(ABORT, '{words}'); END"""
            )


def _create_on_postgres(schema_editor, table, verb, condition, words):
    name = f"recognition_{table}_no_{verb.lower()}"
    result = "OLD" if verb == "DELETE" else "NEW"
    schema_editor.execute(
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END IF;
        RETURN {result}; END $$"""
    )
    schema_editor.execute(
        f"""CREATE TRIGGER {name} BEFORE {verb} ON recognition_{table}
        FOR EACH ROW EXECUTE FUNCTION {name}()"""
    )


def drop(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table, verb, _condition, _words in rules():
        name = f"recognition_{table}_no_{verb.lower()}"
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON recognition_{table}" if is_postgres else ""))
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("recognition", "0002_criteria")]

    operations = [migrations.RunPython(create, drop)]
