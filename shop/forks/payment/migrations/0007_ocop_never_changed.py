"""A transaction is never changed or deleted."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):
    dependencies = [("payment", "0006_ocop_ledger")]

    operations = [
        never_changed(
            table="payment_transaction", name="payment_transaction", message="a transaction is never changed"
        )
    ]
