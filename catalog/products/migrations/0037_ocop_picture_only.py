import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('catalogue', '0036_ocop_picture_of_each')]

    operations = [
        migrations.AlterField(
            model_name='productimage',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pictures.picture', verbose_name='picture'),
        ),
        migrations.RemoveField(model_name='productimage', name='original'),
    ]
