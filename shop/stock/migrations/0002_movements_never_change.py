"""Triggers that refuse to change or delete a movement, whoever asks and by whatever way."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER stock_movement_no_{verb} BEFORE {verb} ON stock_movement
    BEGIN SELECT RAISE(ABORT, 'a movement is never changed'); END"""
    for verb in ("update", "delete")
]
POSTGRESQL = [
    """CREATE FUNCTION stock_movement_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a movement is never changed' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER stock_movement_no_change BEFORE UPDATE OR DELETE ON stock_movement
    FOR EACH ROW EXECUTE FUNCTION stock_movement_refuse()""",
]
UNDO = {
    "sqlite": [f"DROP TRIGGER stock_movement_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [
        "DROP TRIGGER stock_movement_no_change ON stock_movement",
        "DROP FUNCTION stock_movement_refuse()",
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
    dependencies = [("stock", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
