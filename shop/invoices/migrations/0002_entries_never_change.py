"""What was written down about an invoice is never rewritten, on either engine."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):
    dependencies = [("invoices", "0001_invoices")]
    operations = [
        never_changed(
            table="invoices_invoiceentry",
            name="invoices_entry",
            message="an entry about an invoice is never changed",
        ),
    ]
