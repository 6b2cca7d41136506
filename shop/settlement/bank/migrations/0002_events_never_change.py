"""What was done about money is never rewritten, on either engine."""

from django.db import migrations

from catalog.append_only import never_changed


class Migration(migrations.Migration):
    dependencies = [("bank", "0001_bookings")]
    operations = [
        never_changed(
            table="bank_bankevent", name="bank_event", message="an event of a booking is never changed"
        ),
        never_changed(
            table="bank_allowance", name="bank_allowance", message="an allowance is never changed"
        ),
    ]
