"""A consignment: one parcel with one carrier. A correction ends it and begins another; none is rewritten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField
from shop.carriers.known import CARRIERS, LONGEST_NUMBER, tracking_link


class ConsignmentQuerySet(models.QuerySet):
    """Consignments; the methods chain."""

    def live(self):
        """Those that hold, or may come to hold: one a parcel at most."""
        return self.filter(state__in=Consignment.LIVE)

    def booked(self):
        """Those that hold."""
        return self.filter(state=Consignment.State.BOOKED)


class Consignment(models.Model):
    """Written before a carrier's machine is asked, and asked for under its own `reference`.

    So a process that dies in between asks again under the same name, and there is one booking. `cash` is what
    the carrier takes from the buyer, `fee` what it says that carrying costs, both in đồng.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("consignment", "being booked")
        BOOKED = "booked", pgettext_lazy("consignment", "booked")
        FAILED = "failed", pgettext_lazy("consignment", "not booked")
        LEAVING = "leaving", pgettext_lazy("consignment", "to be called off")
        CANCELLED = "cancelled", pgettext_lazy("consignment", "replaced or called off")

    LIVE = (State.ASKED, State.BOOKED)

    fulfilment = models.ForeignKey(
        "fulfilment.Fulfilment",
        on_delete=models.PROTECT,
        related_name="consignments",
        verbose_name=_("parcel"),
    )
    attempt = models.PositiveSmallIntegerField()
    reference = models.CharField(_("own reference"), max_length=50, unique=True)
    carrier = models.CharField(_("carrier"), max_length=10)
    by_machine = models.BooleanField(default=False)
    number = models.CharField(_("tracking number"), max_length=LONGEST_NUMBER, blank=True)
    words = NFCCharField(_("whose coach, and whom to call"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State)
    cash = models.PositiveIntegerField(_("cash to take"), default=0)
    fee = models.PositiveIntegerField(_("the carrier's fee"), null=True)
    fault = models.CharField(_("what went wrong"), max_length=200, blank=True)
    standing = models.CharField(_("the carrier's own word"), max_length=60, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    asked_at = models.DateTimeField(_("last asked"))
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ConsignmentQuerySet.as_manager()

    class Meta:
        ordering = ["fulfilment", "attempt"]
        verbose_name = _("consignment")
        verbose_name_plural = _("consignments")
        indexes = [models.Index(fields=["state", "asked_at"], name="consignment_state")]
        constraints = [
            models.UniqueConstraint(fields=["fulfilment", "attempt"], name="consignment_attempt_once"),
            models.UniqueConstraint(
                fields=["fulfilment"],
                condition=Q(state__in=["asked", "booked"]),
                name="consignment_one_live_a_parcel",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False) & (~Q(number="") | ~Q(words="")),
                name="consignment_booked_says_how",
            ),
            models.CheckConstraint(
                condition=Q(by_machine=True) | Q(state__in=["booked", "cancelled"]),
                name="consignment_asked_by_machine",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) ^ Q(state__in=["asked", "booked", "leaving"]),
                name="consignment_ended_when",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.carrier} {self.number or self.words}"

    @property
    def carrier_words(self) -> str:
        """The carrier's name, and for a coach whose it is."""
        known = CARRIERS.get(self.carrier)
        return ": ".join(filter(None, [str(known.name) if known else self.carrier, self.words]))

    @property
    def tracking_link(self) -> str:
        """Where the buyer sees how far it is; "" where that is not known."""
        return tracking_link(self.carrier, self.number)
