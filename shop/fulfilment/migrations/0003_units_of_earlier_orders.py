from django.db import migrations


def write_units_of_earlier_orders(apps, schema_editor):
    """Until now a line took its quantity from its own stock record."""
    Line, LineUnits = apps.get_model("order", "Line"), apps.get_model("fulfilment", "LineUnits")
    lines = Line.objects.filter(stockrecord__isnull=False, quantity__gt=0)
    LineUnits.objects.bulk_create(
        (
            LineUnits(line_id=line, stock_id=stock, quantity=quantity)
            for line, stock, quantity in lines.values_list("pk", "stockrecord", "quantity").iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [('fulfilment', '0002_line_units')]

    operations = [migrations.RunPython(write_units_of_earlier_orders, migrations.RunPython.noop)]
