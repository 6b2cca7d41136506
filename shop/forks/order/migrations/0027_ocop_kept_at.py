from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0026_ocop_gift_message'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='kept_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='added by its link'),
        ),
    ]
