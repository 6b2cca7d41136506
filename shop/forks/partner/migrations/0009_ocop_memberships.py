"""A partner's users get a role; the table of Oscar's many-to-many becomes a model's."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def to(model, related_name="memberships"):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to=model
    )


AS_IT_STANDS = [
    migrations.CreateModel(
        name="PointMembership",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("user", to(settings.AUTH_USER_MODEL)),
            ("partner", to("partner.partner")),
        ],
        options={
            "verbose_name": "member of a point's staff",
            "verbose_name_plural": "members of a point's staff",
            "db_table": "partner_partner_users",
        },
    ),
    migrations.AlterField(
        model_name="partner",
        name="users",
        field=models.ManyToManyField(
            blank=True,
            related_name="partners",
            through="partner.PointMembership",
            to=settings.AUTH_USER_MODEL,
            verbose_name="staff",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("partner", "0008_ocop"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=AS_IT_STANDS),
        migrations.AddField(
            "pointmembership",
            "role",
            models.CharField(
                choices=[
                    ("seller", "seller"),
                    ("keeper", "stock keeper"),
                    ("manager", "manager of the point"),
                ],
                default="seller",
                max_length=7,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            "pointmembership",
            models.UniqueConstraint(fields=("user", "partner"), name="partner_membership_once_a_point"),
        ),
        migrations.AddConstraint(
            "pointmembership",
            models.CheckConstraint(
                condition=models.Q(("role__in", ["seller", "keeper", "manager"])),
                name="partner_membership_role",
            ),
        ),
    ]
