"""The places that people visit: where they stand, when they are open, what they offer."""

import re

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.pictures.models import Picture
from catalog.places.models import Commune
from catalog.text import NFCCharField, NFCTextField
from shop.points.drawings import drawing_of
from shop.points.querysets import SalesPointQuerySet


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
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    about = NFCTextField(_("about"), blank=True)
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


class OpeningPeriod(models.Model):
    """A stretch of a weekday during which a point is open.

    A weekday may have several. One that closes at or before the hour it opens runs past midnight. A point
    with none has hours that are not known, which is not the same as closed.
    """

    sales_point = models.ForeignKey(SalesPoint, on_delete=models.CASCADE, related_name="opening_periods")
    weekday = models.PositiveSmallIntegerField(
        _("weekday"),
        choices=[
            (0, _("Monday")),
            (1, _("Tuesday")),
            (2, _("Wednesday")),
            (3, _("Thursday")),
            (4, _("Friday")),
            (5, _("Saturday")),
            (6, _("Sunday")),
        ],
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        constraints = [
            models.UniqueConstraint(
                fields=["sales_point", "weekday", "opens"], name="points_opening_period_unique"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="points_opening_period_weekday"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
