"""Stock knows its lots: a row of units for each, and the ledger names them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from catalog.append_only import never_changed

KINDS = [
    ("receipt", "receipt"),
    ("sale", "sale"),
    ("return", "return"),
    ("transfer_out", "transfer, sent"),
    ("transfer_in", "transfer, received"),
    ("adjustment", "adjustment"),
    ("count", "difference in a count"),
    ("write_off", "write-off"),
]


def to_lot(related_name):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="trace.lot",
        verbose_name="lot",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("partner", "0008_ocop"),
        ("stock", "0002_movements_never_change"),
        ("trace", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LotStock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="partner.stockrecord",
                    ),
                ),
                ("lot", to_lot("at_points")),
                ("on_hand", models.PositiveIntegerField(default=0, verbose_name="on hand")),
                ("packed", models.PositiveIntegerField(default=0, verbose_name="packed")),
            ],
            options={
                "verbose_name": "units of a lot",
                "verbose_name_plural": "units of lots",
                "constraints": [
                    models.UniqueConstraint(fields=("stock", "lot"), name="stock_lot_once_a_record"),
                    models.UniqueConstraint(
                        condition=Q(lot=None), fields=("stock",), name="stock_without_lot_once_a_record"
                    ),
                    models.CheckConstraint(
                        condition=Q(packed__lte=F("on_hand")), name="stock_lot_packed_within_on_hand"
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint("movement", "stock_movement_happens_once"),
        migrations.RemoveConstraint("movement", "stock_movement_by_hand_has_reason"),
        # Nothing has ever written a lot's name.
        migrations.RemoveField("movement", "lot"),
        migrations.AddField("movement", "lot", to_lot("movements")),
        migrations.AlterField(
            "movement", "kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")
        ),
        migrations.AddConstraint(
            "movement",
            models.UniqueConstraint(
                condition=Q(lot=None),
                fields=("stock", "kind", "reference"),
                name="stock_movement_happens_once",
            ),
        ),
        migrations.AddConstraint(
            "movement",
            models.UniqueConstraint(
                fields=("stock", "kind", "reference", "lot"), name="stock_movement_of_lot_happens_once"
            ),
        ),
        migrations.AddConstraint(
            "movement",
            models.CheckConstraint(
                condition=~Q(kind__in=["adjustment", "write_off", "count"]) | ~Q(reason=""),
                name="stock_movement_by_hand_has_reason",
            ),
        ),
        migrations.AddIndex(
            "movement", models.Index(fields=["stock", "-moved_at"], name="stock_movement_history")
        ),
        # SQLite has made the table anew, and forgotten its triggers.
        never_changed(table="stock_movement", name="stock_movement", message="a movement is never changed"),
    ]
