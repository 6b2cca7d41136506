"""The texts there were are the Vietnamese ones."""

from django.db import migrations


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("UPDATE pictures_picture SET description_vi = description")


class Migration(migrations.Migration):

    dependencies = [("pictures", "0003_ocop_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
