"""The delivery table: four zones with their steps by weight, and the provinces that are near.

Exactly one zone answers for every destination, by how the table is made: the sending point's own commune, the
rest of the province, the provinces that are named as near, and all others. Amounts are whole đồng.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.places.provinces import ELSEWHERE

#: The most that a step, a kilogram or a surcharge may cost (đồng): a slip of the keyboard is no price.
HIGHEST_DONG = 100_000_000
#: The heaviest parcel that a step can be about (grams).
HEAVIEST_G = 1_000_000


def _is_amount(name, *, or_null=False):
    within = Q(**{f"{name}__gte": 0, f"{name}__lte": HIGHEST_DONG})
    return within | Q(**{f"{name}__isnull": True}) if or_null else within


class Table(models.Model):
    """What holds for all zones. There is one row."""

    volume_divisor = models.PositiveIntegerField(
        _("cubic centimetres that count as a kilogram"), default=6_000
    )
    packing_g = models.PositiveIntegerField(_("weight of the packing (grams)"), default=0)
    unknown_g = models.PositiveIntegerField(
        _("weight that is taken where none is known (grams)"), default=500
    )
    is_sample = models.BooleanField(_("sample values"), default=False)
    #: Counts the changes, so that of two people in the office the second is told of the first.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        verbose_name = _("delivery table")
        verbose_name_plural = _("delivery tables")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="delivery_table_is_one"),
            models.CheckConstraint(
                condition=Q(volume_divisor__gte=1_000, volume_divisor__lte=20_000),
                name="delivery_table_divisor",
            ),
            models.CheckConstraint(condition=Q(packing_g__lte=10_000), name="delivery_table_packing"),
            models.CheckConstraint(
                condition=Q(unknown_g__gte=1, unknown_g__lte=50_000), name="delivery_table_unknown_weight"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.version}"


class Zone(models.Model):
    """Destinations that cost the same."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("the sending point's commune")
        PROVINCE = "province", _("elsewhere in Điện Biên")
        NEAR = "near", _("near provinces")
        FAR = "far", _("all other provinces")

    table = models.ForeignKey(Table, on_delete=models.PROTECT, related_name="zones", default=1)
    kind = models.CharField(_("zone"), max_length=8, choices=Kind, unique=True)
    per_kg_beyond = models.PositiveIntegerField(_("each further started kilogram (đồng)"))
    surcharge = models.PositiveIntegerField(_("surcharge a parcel (đồng)"), default=0)
    cold_surcharge = models.PositiveIntegerField(
        _("cold chain, a parcel (đồng)"),
        null=True,
        blank=True,
        help_text=_("Empty: what has to stay cold is not sent there."),
    )
    days_from = models.PositiveSmallIntegerField(_("days on the way, at least"))
    days_to = models.PositiveSmallIntegerField(_("days on the way, at most"))

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["pk"]
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["commune", "province", "near", "far"]), name="delivery_zone_known"
            ),
            models.CheckConstraint(condition=_is_amount("per_kg_beyond"), name="delivery_zone_per_kg"),
            models.CheckConstraint(condition=_is_amount("surcharge"), name="delivery_zone_surcharge"),
            models.CheckConstraint(
                condition=_is_amount("cold_surcharge", or_null=True), name="delivery_zone_cold_surcharge"
            ),
            models.CheckConstraint(
                condition=Q(days_to__gte=F("days_from"), days_to__lte=60), name="delivery_zone_days"
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())


class RateStep(models.Model):
    """A parcel of up to so many grams costs so much."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="steps", verbose_name=_("zone"))
    up_to_g = models.PositiveIntegerField(_("up to (grams)"))
    amount = models.PositiveIntegerField(_("costs (đồng)"))

    class Meta:
        default_permissions = ()
        ordering = ["zone", "up_to_g"]
        verbose_name = _("step of a delivery zone")
        verbose_name_plural = _("steps of delivery zones")
        constraints = [
            models.UniqueConstraint(fields=["zone", "up_to_g"], name="delivery_step_once"),
            models.CheckConstraint(
                condition=Q(up_to_g__gte=1, up_to_g__lte=HEAVIEST_G), name="delivery_step_weight"
            ),
            models.CheckConstraint(condition=_is_amount("amount"), name="delivery_step_amount"),
        ]

    def __str__(self):
        return f"≤ {self.up_to_g} g: {self.amount}"


class NearProvince(models.Model):
    """A province that belongs to the near zone; each that is not named here is far."""

    province = models.CharField(_("province"), max_length=40, unique=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("near province")
        verbose_name_plural = _("near provinces")
        constraints = [
            models.CheckConstraint(condition=Q(province__in=ELSEWHERE), name="delivery_near_province_known")
        ]

    def __str__(self):
        return self.province


class TableChange(models.Model):
    """Who changed what in the table, and when. Never changed itself: triggers refuse it."""

    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: The kind of the zone; empty where it is about the whole table.
    zone = models.CharField(max_length=8, blank=True)
    #: Field → [before, after].
    values = models.JSONField()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name = _("change of the delivery table")
        verbose_name_plural = _("changes of the delivery table")

    def __str__(self):
        return f"{self.changed_at:%d/%m/%Y %H:%M} {self.zone}"
