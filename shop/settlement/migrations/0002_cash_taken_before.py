from django.db import migrations


def write_cash(apps, schema_editor):
    """What was handed over at a point was paid there; from now on the ledger says so."""
    Fulfilment = apps.get_model("fulfilment", "Fulfilment")
    Source, SourceType = apps.get_model("payment", "Source"), apps.get_model("payment", "SourceType")
    Transaction = apps.get_model("payment", "Transaction")
    handed = Fulfilment.objects.filter(order__payment_method="at_point", status="handed_over", amount__gt=0)
    for parcel in handed.select_related("order").iterator():
        kind = SourceType.objects.get_or_create(code="at_point", defaults={"name": "at_point"})[0]
        source = Source.objects.get_or_create(
            order=parcel.order, source_type=kind, defaults={"amount_allocated": parcel.order.total_incl_tax}
        )[0]
        event = parcel.events.filter(status="handed_over").first()
        Transaction.objects.create(
            source=source,
            txn_type="Debit",
            amount=parcel.amount,
            reference=f"parcel:{parcel.pk}",
            happened_at=event.happened_at if event else parcel.created_at,
        )
        source.amount_debited += parcel.amount
        source.save()


class Migration(migrations.Migration):
    dependencies = [
        ("settlement", "0001_refunds"),
        ("fulfilment", "0007_amounts_of_earlier_parcels"),
        ("payment", "0007_ocop_never_changed"),
    ]

    operations = [migrations.RunPython(write_cash, migrations.RunPython.noop)]
