"""What the label of a product says, when and where it may be had; a bar code is a GTIN."""

import catalog.products.gtin
import catalog.text
import django.core.validators
import django.db.models.functions.text
import django.db.models.lookups
import oscar.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0040_ocop_languages_filled')]

    operations = [
        migrations.AddField(
            model_name='product',
            name='ingredients',
            field=catalog.text.NFCTextField(blank=True, help_text='In the order of the label; of crafts what they are made of.', verbose_name='ingredients, or material'),
        ),
        migrations.AddField(
            model_name='product',
            name='ingredients_en',
            field=catalog.text.NFCTextField(blank=True, help_text='In the order of the label; of crafts what they are made of.', null=True, verbose_name='ingredients, or material'),
        ),
        migrations.AddField(
            model_name='product',
            name='ingredients_vi',
            field=catalog.text.NFCTextField(blank=True, help_text='In the order of the label; of crafts what they are made of.', null=True, verbose_name='ingredients, or material'),
        ),
        migrations.AddField(
            model_name='product',
            name='label_is_sample',
            field=models.BooleanField(default=False, help_text='Shown as such: they stand in until the real label has been read.', verbose_name='label facts are samples'),
        ),
        migrations.AddField(
            model_name='product',
            name='quality',
            field=catalog.text.NFCCharField(blank=True, help_text='The standard that it is made to, its grade or the main figures on the label.', max_length=250, verbose_name='quality'),
        ),
        migrations.AddField(
            model_name='product',
            name='quality_en',
            field=catalog.text.NFCCharField(blank=True, help_text='The standard that it is made to, its grade or the main figures on the label.', max_length=250, null=True, verbose_name='quality'),
        ),
        migrations.AddField(
            model_name='product',
            name='quality_vi',
            field=catalog.text.NFCCharField(blank=True, help_text='The standard that it is made to, its grade or the main figures on the label.', max_length=250, null=True, verbose_name='quality'),
        ),
        migrations.AddField(
            model_name='product',
            name='responsible_party',
            field=catalog.text.NFCCharField(blank=True, help_text='Name and address on the label, where it is not the producer or its address is not known.', max_length=250, verbose_name='responsible for the goods'),
        ),
        migrations.AddField(
            model_name='product',
            name='season',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='season'),
        ),
        migrations.AddField(
            model_name='product',
            name='shelf_life',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3650)], verbose_name='shelf life'),
        ),
        migrations.AddField(
            model_name='product',
            name='shelf_life_unit',
            field=models.CharField(choices=[('day', 'days'), ('month', 'months')], default='month', max_length=5, verbose_name='shelf life in'),
        ),
        migrations.AddField(
            model_name='product',
            name='ships_to',
            field=models.CharField(choices=[('everywhere', 'everywhere'), ('province', 'within the province only'), ('pick_up', 'pick-up at a sales point only')], default='everywhere', max_length=10, verbose_name='may be sent'),
        ),
        migrations.AddField(
            model_name='product',
            name='size_text',
            field=catalog.text.NFCCharField(blank=True, help_text='As people say it: 500 ml, 45 x 180 cm, 8 x 12 cm.', max_length=80, verbose_name='size or volume'),
        ),
        migrations.AddField(
            model_name='product',
            name='storage',
            field=catalog.text.NFCTextField(blank=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='product',
            name='storage_en',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='product',
            name='storage_vi',
            field=catalog.text.NFCTextField(blank=True, null=True, verbose_name='storage'),
        ),
        migrations.AddField(
            model_name='product',
            name='usage',
            field=catalog.text.NFCTextField(blank=True, help_text='How it is prepared, eaten, worn or looked after.', verbose_name='use'),
        ),
        migrations.AddField(
            model_name='product',
            name='usage_en',
            field=catalog.text.NFCTextField(blank=True, help_text='How it is prepared, eaten, worn or looked after.', null=True, verbose_name='use'),
        ),
        migrations.AddField(
            model_name='product',
            name='usage_vi',
            field=catalog.text.NFCTextField(blank=True, help_text='How it is prepared, eaten, worn or looked after.', null=True, verbose_name='use'),
        ),
        migrations.AddField(
            model_name='product',
            name='warnings',
            field=catalog.text.NFCTextField(blank=True, help_text='Allergens, who should not take it.', verbose_name='warnings'),
        ),
        migrations.AddField(
            model_name='product',
            name='warnings_en',
            field=catalog.text.NFCTextField(blank=True, help_text='Allergens, who should not take it.', null=True, verbose_name='warnings'),
        ),
        migrations.AddField(
            model_name='product',
            name='warnings_vi',
            field=catalog.text.NFCTextField(blank=True, help_text='Allergens, who should not take it.', null=True, verbose_name='warnings'),
        ),
        migrations.AlterField(
            model_name='product',
            name='upc',
            field=oscar.models.fields.NullCharField(help_text='The 8, 12, 13 or 14 digits under the bars; empty where there is none.', max_length=14, unique=True, validators=[catalog.products.gtin.validate_gtin], verbose_name='bar code (GTIN)'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('shelf_life__isnull', True), models.Q(('shelf_life__gte', 1), ('shelf_life__lte', 3650)), _connector='OR'), name='catalogue_product_shelf_life'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('upc__isnull', True), django.db.models.lookups.In(django.db.models.functions.text.Length('upc'), (8, 12, 13, 14)), _connector='OR'), name='catalogue_product_gtin_length'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('season__lt', 4095)), name='catalogue_product_season_of_months'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('ships_to__in', ['everywhere', 'province', 'pick_up'])), name='catalogue_product_ships_to_known'),
        ),
    ]
