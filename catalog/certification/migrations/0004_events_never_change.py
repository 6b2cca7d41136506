"""An event of a certificate is never changed or deleted."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):
    dependencies = [("certification", "0003_regulations")]

    operations = [
        never_changed(
            table="certification_certificateevent",
            name="certification_event",
            message="an event is never changed",
        )
    ]
