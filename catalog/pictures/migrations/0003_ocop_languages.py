"""The text in Vietnamese and English; the next migration fills it."""


import catalog.text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pictures', '0002_from_wagtails_own'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='description_vi',
            field=catalog.text.NFCCharField(blank=True, default='', help_text='What is to be seen, for those who cannot see it.', max_length=255, null=True, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='description_en',
            field=catalog.text.NFCCharField(blank=True, default='', help_text='What is to be seen, for those who cannot see it.', max_length=255, null=True, verbose_name='description'),
        ),
    ]
