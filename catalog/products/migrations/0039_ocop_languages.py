"""Names and texts of goods and groups in Vietnamese and English; the next migration fills them."""

import catalog.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0038_ocop_when_lapsed')]

    operations = [
        migrations.AddField(
            model_name='category',
            name='description_en',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='description_vi',
            field=models.TextField(blank=True, null=True, verbose_name='Description'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_en',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='category',
            name='name_vi',
            field=models.CharField(db_index=True, max_length=255, null=True, verbose_name='Name'),
        ),
        migrations.AddField(
            model_name='product',
            name='description_vi',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='description'),
        ),
        migrations.AddField(
            model_name='product',
            name='title_vi',
            field=catalog.text.NFCCharField(blank=True, max_length=255, null=True, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='product',
            name='description',
            field=catalog.text.NFCTextField(blank=True, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='product',
            name='description_en',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='product',
            name='title',
            field=catalog.text.NFCCharField(blank=True, max_length=255, verbose_name='name'),
        ),
        migrations.AlterField(
            model_name='product',
            name='title_en',
            field=catalog.text.NFCCharField(blank=True, max_length=255, null=True, verbose_name='name'),
        ),
    ]
