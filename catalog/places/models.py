"""The province's communes of today and the units that they replaced on 1 July 2025.

There are no districts any more. A former unit keeps its name, so that an address on an old label or in
somebody's memory still leads to the unit of today.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.places.querysets import CommuneQuerySet, FormerUnitQuerySet
from catalog.text import NFCCharField


class Commune(models.Model):
    """A unit of the lower of today's two tiers: xã (commune) or phường (ward)."""

    class Kind(models.TextChoices):
        COMMUNE = "xa", "Xã"
        WARD = "phuong", "Phường"

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    name = NFCCharField(_("name"), max_length=60, unique=True)
    area_km2 = models.FloatField(_("area (km²)"))
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")

    def __str__(self):
        return f"{self.get_kind_display().lower()} {self.name}"


class FormerUnit(models.Model):
    """A commune or district that ended on 30 June 2025. Its old code may be a commune's code of today."""

    class Level(models.TextChoices):
        COMMUNE = "commune", _("commune")
        DISTRICT = "district", _("district")

    level = models.CharField(_("level"), max_length=8, choices=Level)
    code = models.CharField(_("old code"), max_length=5)
    kind = models.CharField(_("kind"), max_length=10)
    name = NFCCharField(_("name"), max_length=60)
    district_name = NFCCharField(_("district"), max_length=60, blank=True)
    successor = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_units",
        verbose_name=_("unit of today"),
    )
    ended_date = models.DateField(_("ended"))

    objects = FormerUnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("former unit")
        verbose_name_plural = _("former units")
        constraints = [
            models.UniqueConstraint(fields=["level", "code"], name="places_former_unit_unique"),
            models.CheckConstraint(
                condition=models.Q(level="district") | models.Q(successor__isnull=False),
                name="places_former_commune_has_successor",
            ),
        ]

    def __str__(self):
        return f"{self.kind.lower()} {self.name}"
