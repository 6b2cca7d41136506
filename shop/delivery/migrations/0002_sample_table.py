"""A table to begin with: sample values around what a parcel cost before there was one, for the operator to set.

Light parcels cost what they did: 30,000 đồng within the province and 45,000 elsewhere.
"""

from django.db import migrations

TABLE = {"volume_divisor": 6_000, "packing_g": 100, "unknown_g": 300, "is_sample": True}
#: kind, steps (grams, đồng), per further kilogram, cold chain, days on the way
ZONES = [
    ("commune", [(2_000, 30_000), (5_000, 35_000)], 3_000, 10_000, (1, 2)),
    ("province", [(2_000, 30_000), (5_000, 40_000)], 5_000, 20_000, (1, 3)),
    ("near", [(2_000, 45_000), (5_000, 60_000)], 8_000, None, (2, 4)),
    ("far", [(2_000, 45_000), (5_000, 75_000)], 12_000, None, (3, 6)),
]
NEAR = ["Lai Châu", "Lào Cai", "Sơn La"]


def fill(apps, schema_editor):
    """The table, its zones with their steps, and the near provinces."""
    table_model, zone_model, step_model, near_model = (
        apps.get_model("delivery", name) for name in ("Table", "Zone", "RateStep", "NearProvince")
    )
    table = table_model.objects.create(pk=1, **TABLE)
    for kind, steps, per_kg, cold, days in ZONES:
        zone = zone_model.objects.create(
            table=table,
            kind=kind,
            per_kg_beyond=per_kg,
            cold_surcharge=cold,
            days_from=days[0],
            days_to=days[1],
        )
        step_model.objects.bulk_create(
            step_model(zone=zone, up_to_g=up_to, amount=amount) for up_to, amount in steps
        )
    near_model.objects.bulk_create(near_model(province=province) for province in NEAR)


def empty(apps, schema_editor):
    """Takes all of it away again."""
    for name in ("NearProvince", "RateStep", "Zone", "Table"):
        apps.get_model("delivery", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [("delivery", "0001_initial")]

    operations = [migrations.RunPython(fill, empty)]
