"""What stood on the shelves before lots were known is there without one."""

from django.db import migrations


def fill(apps, schema_editor):
    LotStock = apps.get_model("stock", "LotStock")
    records = apps.get_model("partner", "StockRecord").objects.filter(num_in_stock__gt=0)
    rows = records.values_list("pk", "num_in_stock").iterator()
    LotStock.objects.bulk_create(
        (LotStock(stock_id=pk, on_hand=units) for pk, units in rows), batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("stock", "0003_lots")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
