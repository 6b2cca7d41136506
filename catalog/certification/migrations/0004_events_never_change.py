"""Triggers that refuse to change or delete an event of a certificate, whoever asks and by whatever way."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER certification_event_no_{verb} BEFORE {verb} ON certification_certificateevent
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END"""
    for verb in ("update", "delete")
]
POSTGRESQL = [
    """CREATE FUNCTION certification_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an event is never changed' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER certification_event_no_change BEFORE UPDATE OR DELETE ON certification_certificateevent
    FOR EACH ROW EXECUTE FUNCTION certification_event_refuse()""",
]
UNDO = {
    "sqlite": [f"DROP TRIGGER certification_event_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER certification_event_no_change ON certification_certificateevent",
        "DROP FUNCTION certification_event_refuse()",
    ],
}


def create(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("certification", "0003_regulations")]

    operations = [migrations.RunPython(create, drop)]
