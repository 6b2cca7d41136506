# No page of this shop wrote a review before: the table is empty, or this stops at the first row.

import catalog.text
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0042_ocop_gift_sets'),
        ('order', '0024_ocop_stars'),
        ('reviews', '0005_productreview_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='productreview',
            name='line',
            field=models.OneToOneField(default=0, on_delete=django.db.models.deletion.CASCADE, related_name='review', to='order.line', verbose_name='order line'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='productreview',
            name='body',
            field=catalog.text.NFCTextField(max_length=2000, verbose_name='text'),
        ),
        migrations.AlterField(
            model_name='productreview',
            name='name',
            field=catalog.text.NFCCharField(blank=True, max_length=40, verbose_name='name shown'),
        ),
        migrations.AlterField(
            model_name='productreview',
            name='score',
            field=models.PositiveSmallIntegerField(choices=[(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)], verbose_name='score'),
        ),
        migrations.AlterField(
            model_name='productreview',
            name='title',
            field=catalog.text.NFCCharField(max_length=255, verbose_name='Title'),
        ),
        migrations.AddConstraint(
            model_name='productreview',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (1, 5))), name='reviews_score_from_1_to_5'),
        ),
        migrations.AddConstraint(
            model_name='productreview',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', (0, 1, 2))), name='reviews_status_known'),
        ),
    ]
