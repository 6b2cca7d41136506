"""A movement is never changed or deleted."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_initial")]

    operations = [
        never_changed(table="stock_movement", name="stock_movement", message="a movement is never changed")
    ]
