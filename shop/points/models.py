"""The places that people visit: where they stand and what they offer. Their hours: `opening.py`."""

import re
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.pictures.models import Picture
from catalog.places.models import Commune
from catalog.text import NFCCharField, NFCTextField
from shop.points.drawings import drawing_of
from shop.points.opening import ExceptionPeriod, OpeningException, OpeningPeriod
from shop.points.querysets import SalesPointQuerySet

__all__ = [
    "ExceptionPeriod",
    "OpeningException",
    "OpeningPeriod",
    "PointPicture",
    "SalesPoint",
    "known_time_zone",
]

#: The names come out of the machine's files, so they are read once.
_ZONES = available_timezones()


def known_time_zone(name: str) -> None:
    """Raises ValidationError for what is not a zone of the IANA database, such as `Asia/Ho_Chi_Minh`."""
    if name not in _ZONES:
        raise ValidationError(_("“%(zone)s” is not a time zone.") % {"zone": name})


class SalesPoint(models.Model):
    """An OCOP introduction and sales point (điểm giới thiệu và bán sản phẩm OCOP).

    Kinds and settings follow the ministry's criteria (decisions 920/QĐ-BCT and 950/QĐ-BCT).
    """

    class Kind(models.TextChoices):
        CENTRE = "centre", _("OCOP centre")
        SHOP = "shop", _("OCOP shop")
        POINT = "point", _("OCOP point")
        SUPERMARKET_CORNER = "supermarket_corner", _("supermarket corner")
        POST_OFFICE = "post_office", _("post office")
        PRODUCER_SHOP = "producer_shop", _("producer's own shop")

    class Setting(models.TextChoices):
        TERMINAL = "terminal", _("station, airport, coach or boat terminal")
        REST_STOP = "rest_stop", _("rest stop on a highway")
        MARKET = "market", _("shopping centre, supermarket or market")
        TOURISM = "tourism", _("tourist area, restaurant or hotel")
        CRAFT_VILLAGE = "craft_village", _("craft village")
        COMMERCIAL_CENTRE = "commercial_centre", _("commercial service centre or industrial cluster")
        FAIR = "fair", _("fair and exhibition centre")
        POST_AND_CULTURE = "post_and_culture", _("post office or commune post-and-culture point")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed for good")

    name = NFCCharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(_("slug"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    setting = models.CharField(_("setting"), max_length=20, choices=Setting)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.PLANNED)
    address_line = NFCCharField(_("address"), max_length=200, blank=True)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        related_name="sales_points",
        verbose_name=_("commune"),
    )
    village = NFCCharField(_("village"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Ho_Chi_Minh", validators=[known_time_zone]
    )
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    zalo = models.CharField(_("Zalo"), max_length=20, blank=True, help_text=_("The number people write to."))
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Shown to visitors."))
    operator_name = NFCCharField(_("operator"), max_length=200, blank=True)
    operator_tax_code = models.CharField(
        _("operator's tax code"),
        max_length=14,
        blank=True,
        validators=[
            RegexValidator(
                r"^([0-9]{10}(-[0-9]{3})?|[0-9]{12})\Z",
                _("A tax code has 10 digits, 10-3 digits or 12 digits."),
            )
        ],
    )
    floor_area_m2 = models.PositiveIntegerField(_("floor area (m²)"), null=True, blank=True)
    has_sign = models.BooleanField(_("sign installed"), default=False)
    about = NFCTextField(_("about"), blank=True)
    way_there = NFCTextField(
        _("way there"), blank=True, help_text=_("What helps to find it: a landmark, a turning, a bus stop.")
    )
    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    accepts_pick_up = models.BooleanField(_("orders can be picked up"), default=True)
    has_parking = models.BooleanField(_("parking"), default=False)
    has_coach_access = models.BooleanField(_("coach access"), default=False)
    has_tasting = models.BooleanField(_("tasting"), default=False)
    accepts_card = models.BooleanField(_("cards are accepted"), default=False)
    accepts_transfer = models.BooleanField(_("bank transfers are accepted"), default=False)
    is_sample = models.BooleanField(_("sample"), default=False)

    objects = SalesPointQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("sales point")
        verbose_name_plural = _("sales points")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["open", "paused"]) | ~Q(address_line=""),
                name="points_published_with_address",
                violation_error_message=_("A point needs its address before it is published."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90) & Q(longitude__gte=-180, longitude__lte=180),
                name="points_position_on_earth",
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="points_time_zone_named"),
            models.CheckConstraint(
                condition=Q(floor_area_m2=None) | Q(floor_area_m2__gt=0), name="points_floor_area_positive"
            ),
            models.CheckConstraint(
                condition=Q(operator_tax_code="") | ~Q(operator_name=""),
                name="points_tax_code_of_an_operator",
                violation_error_message=_("A tax code needs the name of its operator."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("points:detail", kwargs={"slug": self.slug})

    @property
    def drawing(self):
        """What stands for it where it has no photograph."""
        return drawing_of(kind=self.kind, setting=self.setting)

    @property
    def phone_link(self):
        """The phone as a link dials it, from abroad too."""
        digits = re.sub(r"[^0-9+]", "", self.phone)
        return f"+84{digits[1:]}" if digits.startswith("0") else digits

    @property
    def zalo_link(self):
        """The number as Zalo's own addresses have it: digits alone."""
        return re.sub(r"[^0-9]", "", self.zalo)


class PointPicture(models.Model):
    """A photograph of a point beside its first one; what is to be seen is said by the picture itself."""

    sales_point = models.ForeignKey(SalesPoint, on_delete=models.CASCADE, related_name="gallery")
    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="+", verbose_name=_("picture")
    )
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["display_order", "pk"]
        verbose_name = _("picture of a sales point")
        verbose_name_plural = _("pictures of a sales point")
        constraints = [
            models.UniqueConstraint(
                fields=["sales_point", "picture"], name="points_picture_once_in_a_gallery"
            ),
        ]

    def __str__(self):
        return str(self.picture)
