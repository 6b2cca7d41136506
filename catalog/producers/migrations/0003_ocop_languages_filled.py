"""The texts there were are the Vietnamese ones."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    apps.get_model("producers", "Producer").objects.update(about_vi=F("about"))


class Migration(migrations.Migration):

    dependencies = [("producers", "0002_ocop_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
