"""A product's photograph names its Picture; the next two migrations move the files over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0034_ocop_illustrations'),
        ('pictures', '0002_from_wagtails_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='productimage',
            name='picture',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pictures.picture', verbose_name='picture'),
        ),
    ]
