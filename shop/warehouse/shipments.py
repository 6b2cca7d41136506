"""Shipments: goods on their way to a point, from another point or from a producer (GS1: despatch advice)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.pictures.closed import private_storage
from catalog.producers.models import Producer
from catalog.products.models import Product
from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner


class ShipmentQuerySet(models.QuerySet):
    """Shipments; the methods chain."""

    def on_their_way(self):
        """Those sent and not received yet."""
        return self.filter(state=Shipment.State.SENT)

    def to(self, partners):
        """Those that go to one of the partners."""
        return self.filter(destination__in=partners)

    def of(self, partners):
        """Those that come from or go to one of the partners."""
        return self.filter(Q(source__in=partners) | Q(destination__in=partners))


class Shipment(models.Model):
    """Goods for one point. A transfer has a `source`, and what it sends has left there; a delivery has a
    `producer`, and is an announcement until it is received.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("shipment", "being written")
        SENT = "sent", pgettext_lazy("shipment", "on its way")
        RECEIVED = "received", pgettext_lazy("shipment", "received")
        CANCELLED = "cancelled", pgettext_lazy("shipment", "cancelled")

    #: Names the shipment on its boxes; not to be guessed.
    code = models.CharField(_("code"), max_length=12, unique=True)
    source = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="shipments_out"
    )
    producer = models.ForeignKey(
        Producer, on_delete=models.PROTECT, null=True, blank=True, related_name="shipments"
    )
    destination = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="shipments_in")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    expected_date = models.DateField(_("expected on"), null=True, blank=True)
    note = NFCCharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("received or cancelled"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        indexes = [
            models.Index(fields=["destination", "state"], name="warehouse_shipment_in"),
            models.Index(fields=["source", "state"], name="warehouse_shipment_out"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=None, producer__isnull=False) | Q(source__isnull=False, producer=None),
                name="warehouse_shipment_from_one",
            ),
            models.CheckConstraint(
                condition=Q(source=None) | ~Q(source=F("destination")),
                name="warehouse_shipment_goes_elsewhere",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_transfer(self) -> bool:
        """Whether it comes from a point."""
        return self.source_id is not None

    @property
    def reference(self) -> str:
        """Names this shipment in the ledger."""
        return f"shipment:{self.pk}"

    @property
    def sender(self) -> Partner | Producer:
        """Who it comes from."""
        return self.source if self.is_transfer else self.producer


def kept_at(line, name: str) -> str:
    """The name of a photograph's file, out of the public's reach."""
    return f"shipments/{line.shipment_id}/{name}"


class ShipmentLine(models.Model):
    """Units of a product, of one lot once it is sent. `arrived` counts what came, `damaged` of it as well."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.PositiveIntegerField(_("announced units"))
    arrived = models.PositiveIntegerField(_("units that came"), null=True, blank=True)
    damaged = models.PositiveIntegerField(_("damaged units"), default=0)
    reason = NFCCharField(_("reason"), max_length=200, blank=True)
    photograph = models.FileField(_("photograph"), storage=private_storage, upload_to=kept_at, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of a shipment")
        verbose_name_plural = _("lines of shipments")
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "product", "lot"], name="warehouse_shipment_lot_once"
            ),
            models.UniqueConstraint(
                fields=["shipment", "product"],
                condition=Q(lot=None),
                name="warehouse_shipment_without_lot_once",
            ),
            models.CheckConstraint(
                condition=Q(arrived=None) | Q(damaged__lte=F("arrived")),
                name="warehouse_damaged_within_arrived",
            ),
            models.CheckConstraint(
                condition=Q(arrived=None) | Q(arrived=F("quantity"), damaged=0) | ~Q(reason=""),
                name="warehouse_difference_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.product_id}"

    @property
    def reference(self) -> str:
        """Names this line in the ledger."""
        return f"shipment:{self.shipment_id}:{self.pk}"

    @property
    def short(self) -> int:
        """Units that were announced and did not come; 0 while it is not received."""
        return 0 if self.arrived is None else max(self.quantity - self.arrived, 0)

    @property
    def over(self) -> int:
        """Units that came beyond what was announced."""
        return 0 if self.arrived is None else max(self.arrived - self.quantity, 0)
