from django.db import migrations


def write_amounts(apps, schema_editor):
    """Until now a parcel's share of what was to be paid was worked out whenever it was shown."""
    Fulfilment, Line = apps.get_model("fulfilment", "Fulfilment"), apps.get_model("order", "Line")
    Order = apps.get_model("order", "Order")
    for order in Order.objects.iterator():
        parcels = list(Fulfilment.objects.filter(order=order).order_by("pk"))
        fees, rest = divmod(int(order.shipping_incl_tax), len(parcels)) if parcels else (0, 0)
        for number, parcel in enumerate(parcels):
            lines = Line.objects.filter(order=order, partner=parcel.partner_id)
            parcel.fee = fees + (rest if number == 0 else 0)
            parcel.amount = int(sum(line.line_price_incl_tax for line in lines)) + parcel.fee
        Fulfilment.objects.bulk_update(parcels, ["fee", "amount"])


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0006_payment_and_amounts")]

    operations = [migrations.RunPython(write_amounts, migrations.RunPython.noop)]
