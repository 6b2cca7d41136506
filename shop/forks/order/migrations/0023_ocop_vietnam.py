"""The one country that parcels go to; Oscar leaves the table of countries empty."""

from django.db import migrations


def create(apps, schema_editor):
    apps.get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="VN",
        defaults={
            "iso_3166_1_a3": "VNM",
            "iso_3166_1_numeric": "704",
            "printable_name": "Việt Nam",
            "name": "Cộng hoà Xã hội chủ nghĩa Việt Nam",
            "is_shipping_country": True,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("order", "0022_ocop"), ("address", "0001_initial")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
