"""The delivery table: zones, steps by weight, near provinces, and its history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NearProvince',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('province', models.CharField(max_length=40, unique=True, verbose_name='province')),
            ],
            options={
                'verbose_name': 'near province',
                'verbose_name_plural': 'near provinces',
                'ordering': ['pk'],
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('province__in', ['An Giang', 'Bắc Ninh', 'Cà Mau', 'Cần Thơ', 'Cao Bằng', 'Đà Nẵng', 'Đắk Lắk', 'Đồng Nai', 'Đồng Tháp', 'Gia Lai', 'Hà Nội', 'Hà Tĩnh', 'Hải Phòng', 'Huế', 'Hưng Yên', 'Khánh Hòa', 'Lai Châu', 'Lạng Sơn', 'Lào Cai', 'Lâm Đồng', 'Nghệ An', 'Ninh Bình', 'Phú Thọ', 'Quảng Ngãi', 'Quảng Ninh', 'Quảng Trị', 'Sơn La', 'Tây Ninh', 'Thái Nguyên', 'Thanh Hóa', 'Thành phố Hồ Chí Minh', 'Tuyên Quang', 'Vĩnh Long'])), name='delivery_near_province_known')],
            },
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volume_divisor', models.PositiveIntegerField(default=6000, verbose_name='cubic centimetres that count as a kilogram')),
                ('packing_g', models.PositiveIntegerField(default=0, verbose_name='weight of the packing (grams)')),
                ('unknown_g', models.PositiveIntegerField(default=500, verbose_name='weight that is taken where none is known (grams)')),
                ('is_sample', models.BooleanField(default=False, verbose_name='sample values')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'delivery table',
                'verbose_name_plural': 'delivery tables',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='delivery_table_is_one'), models.CheckConstraint(condition=models.Q(('volume_divisor__gte', 1000), ('volume_divisor__lte', 20000)), name='delivery_table_divisor'), models.CheckConstraint(condition=models.Q(('packing_g__lte', 10000)), name='delivery_table_packing'), models.CheckConstraint(condition=models.Q(('unknown_g__gte', 1), ('unknown_g__lte', 50000)), name='delivery_table_unknown_weight')],
            },
        ),
        migrations.CreateModel(
            name='TableChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('zone', models.CharField(blank=True, max_length=8)),
                ('values', models.JSONField()),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'change of the delivery table',
                'verbose_name_plural': 'changes of the delivery table',
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('commune', "the sending point's commune"), ('province', 'elsewhere in Điện Biên'), ('near', 'near provinces'), ('far', 'all other provinces')], max_length=8, unique=True, verbose_name='zone')),
                ('per_kg_beyond', models.PositiveIntegerField(verbose_name='each further started kilogram (đồng)')),
                ('surcharge', models.PositiveIntegerField(default=0, verbose_name='surcharge a parcel (đồng)')),
                ('cold_surcharge', models.PositiveIntegerField(blank=True, help_text='Empty: what has to stay cold is not sent there.', null=True, verbose_name='cold chain, a parcel (đồng)')),
                ('days_from', models.PositiveSmallIntegerField(verbose_name='days on the way, at least')),
                ('days_to', models.PositiveSmallIntegerField(verbose_name='days on the way, at most')),
                ('table', models.ForeignKey(default=1, on_delete=django.db.models.deletion.PROTECT, related_name='zones', to='delivery.table')),
            ],
            options={
                'verbose_name': 'delivery zone',
                'verbose_name_plural': 'delivery zones',
                'ordering': ['pk'],
                'default_permissions': ('view', 'change'),
            },
        ),
        migrations.CreateModel(
            name='RateStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('up_to_g', models.PositiveIntegerField(verbose_name='up to (grams)')),
                ('amount', models.PositiveIntegerField(verbose_name='costs (đồng)')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='delivery.zone', verbose_name='zone')),
            ],
            options={
                'verbose_name': 'step of a delivery zone',
                'verbose_name_plural': 'steps of delivery zones',
                'ordering': ['zone', 'up_to_g'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['commune', 'province', 'near', 'far'])), name='delivery_zone_known'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('per_kg_beyond__gte', 0), ('per_kg_beyond__lte', 100000000)), name='delivery_zone_per_kg'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('surcharge__gte', 0), ('surcharge__lte', 100000000)), name='delivery_zone_surcharge'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cold_surcharge__gte', 0), ('cold_surcharge__lte', 100000000)), ('cold_surcharge__isnull', True), _connector='OR'), name='delivery_zone_cold_surcharge'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.CheckConstraint(condition=models.Q(('days_to__gte', models.F('days_from')), ('days_to__lte', 60)), name='delivery_zone_days'),
        ),
        migrations.AddConstraint(
            model_name='ratestep',
            constraint=models.UniqueConstraint(fields=('zone', 'up_to_g'), name='delivery_step_once'),
        ),
        migrations.AddConstraint(
            model_name='ratestep',
            constraint=models.CheckConstraint(condition=models.Q(('up_to_g__gte', 1), ('up_to_g__lte', 1000000)), name='delivery_step_weight'),
        ),
        migrations.AddConstraint(
            model_name='ratestep',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('amount__lte', 100000000)), name='delivery_step_amount'),
        ),
    ]
