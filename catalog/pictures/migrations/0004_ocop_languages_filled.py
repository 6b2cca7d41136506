"""The texts there were are the Vietnamese ones."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    apps.get_model("pictures", "Picture").objects.update(description_vi=F("description"))


class Migration(migrations.Migration):

    dependencies = [("pictures", "0003_ocop_languages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
