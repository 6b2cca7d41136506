"""What left a point before lots were known left without one; so it can come back like anything else."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def fill(apps, schema_editor):
    Fulfilment = apps.get_model("fulfilment", "Fulfilment")
    PackedLot = apps.get_model("fulfilment", "PackedLot")
    gone_out = Fulfilment.objects.filter(
        order=OuterRef("line__order"),
        partner=OuterRef("line__partner"),
        status__in=["sent", "handed_over"],
    )
    rows = apps.get_model("fulfilment", "LineUnits").objects.filter(Exists(gone_out), packed=None)
    PackedLot.objects.bulk_create(
        (PackedLot(units_id=pk, quantity=units) for pk, units in rows.values_list("pk", "quantity")),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0004_packed_lots")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
