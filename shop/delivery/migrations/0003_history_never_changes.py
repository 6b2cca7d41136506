"""Who changed what in the table stays as it was written."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):

    dependencies = [("delivery", "0002_sample_table")]

    operations = [
        never_changed(
            table="delivery_tablechange",
            name="delivery_change",
            message="a change of the delivery table is kept as it was",
        )
    ]
