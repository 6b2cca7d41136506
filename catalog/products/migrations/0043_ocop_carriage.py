"""What carrying a product asks for: its box, cold, and months in which it may be sent."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0042_ocop_gift_sets'),
        ('places', '0001_ocop'),
        ('producers', '0004_ocop_email'),
    ]

    operations = [
        migrations.AddField(
            model_name='product',
            name='height_cm',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='height (cm)'),
        ),
        migrations.AddField(
            model_name='product',
            name='length_cm',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of the box or bag that it is sent in, in whole centimetres; all three sides or none.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='length (cm)'),
        ),
        migrations.AddField(
            model_name='product',
            name='needs_cold',
            field=models.BooleanField(default=False, help_text='Sent only where the delivery table has a price for it.', verbose_name='has to stay cold on the way'),
        ),
        migrations.AddField(
            model_name='product',
            name='sending_season',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='may be sent in'),
        ),
        migrations.AddField(
            model_name='product',
            name='width_cm',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='width (cm)'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('height_cm__isnull', True), ('length_cm__isnull', True), ('width_cm__isnull', True)), models.Q(('height_cm__gte', 1), ('length_cm__gte', 1), ('width_cm__gte', 1), ('height_cm__lte', 300), ('length_cm__lte', 300), ('width_cm__lte', 300)), _connector='OR'), name='catalogue_product_box_whole_or_unknown'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('sending_season__lt', 4095)), name='catalogue_product_sending_season_of_months'),
        ),
    ]
