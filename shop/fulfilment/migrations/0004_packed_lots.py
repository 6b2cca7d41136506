import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0003_units_of_earlier_orders"), ("trace", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="PackedLot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "units",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packed",
                        to="fulfilment.lineunits",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packed",
                        to="trace.lot",
                        verbose_name="lot",
                    ),
                ),
                ("quantity", models.PositiveIntegerField(verbose_name="units")),
                ("returned", models.PositiveIntegerField(default=0, verbose_name="returned")),
            ],
            options={
                "verbose_name": "packed units of a lot",
                "verbose_name_plural": "packed units of lots",
                "constraints": [
                    models.UniqueConstraint(fields=("units", "lot"), name="fulfilment_packed_lot_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("lot", None)),
                        fields=("units",),
                        name="fulfilment_packed_without_lot_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="fulfilment_packed_lot_holds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("returned__lte", models.F("quantity"))),
                        name="fulfilment_returned_within_packed",
                    ),
                ],
            },
        ),
    ]
