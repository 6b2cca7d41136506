"""The text in Vietnamese and English; the next migration fills it."""


import catalog.text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('producers', '0001_ocop'),
    ]

    operations = [
        migrations.AddField(
            model_name='producer',
            name='about_vi',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='about'),
        ),
        migrations.AlterField(
            model_name='producer',
            name='about_en',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='about'),
        ),
    ]
