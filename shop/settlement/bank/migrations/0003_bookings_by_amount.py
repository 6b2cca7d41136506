"""Other money under a reference that is taken is looked for by its amount."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bank", "0002_events_never_change")]
    operations = [
        migrations.AddIndex(
            model_name="banktransaction",
            index=models.Index(fields=["account", "amount"], name="bank_same_amount"),
        )
    ]
