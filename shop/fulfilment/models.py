"""A parcel: the part of an order that one sales point hands over or sends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.order.models import Line, Order
from shop.forks.partner.models import Partner, StockRecord


class FulfilmentQuerySet(models.QuerySet):
    """Parcels; the methods chain."""

    def open(self):
        """Those whose goods are still promised."""
        return self.filter(status__in=Fulfilment.OPEN)

    def visible_to(self, user):
        """Those of the points that the user belongs to; all of them for the office."""
        if user.is_superuser or user.is_staff:
            return self
        return self.filter(partner__users=user)

    def overdue(self, now):
        """Those that no one confirmed in time."""
        return self.filter(status=Fulfilment.Status.NEW, confirm_by__lte=now)


class Fulfilment(models.Model):
    """One point's part of one order. `TRANSITIONS` is the whole of what may happen to it."""

    class Method(models.TextChoices):
        DELIVERY = "delivery", _("delivery")
        PICK_UP = "pick_up", _("pick-up")

    class Status(models.TextChoices):
        NEW = "new", _("waiting for confirmation")
        CONFIRMED = "confirmed", _("confirmed")
        PACKED = "packed", _("packed")
        SENT = "sent", _("sent")
        HANDED_OVER = "handed_over", _("handed over")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (Status.NEW, Status.CONFIRMED, Status.PACKED)
    #: The goods have left the shop.
    GONE_OUT = (Status.SENT, Status.HANDED_OVER)
    #: Where a parcel may go from each state; sending is for delivery, handing over for pick-up.
    TRANSITIONS = {
        Status.NEW: (Status.CONFIRMED, Status.CANCELLED),
        Status.CONFIRMED: (Status.PACKED, Status.CANCELLED),
        Status.PACKED: (Status.SENT, Status.HANDED_OVER, Status.CANCELLED),
        Status.SENT: (),
        Status.HANDED_OVER: (),
        Status.CANCELLED: (),
    }

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="fulfilments")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="fulfilments")
    method = models.CharField(_("method"), max_length=8, choices=Method)
    status = models.CharField(_("status"), max_length=11, choices=Status, default=Status.NEW)
    confirm_by = models.DateTimeField(_("to be confirmed by"))
    created_at = models.DateTimeField(_("placed"))

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        indexes = [models.Index(fields=["partner", "status", "-created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["order", "partner"], name="fulfilment_one_per_point"),
        ]

    def __str__(self):
        return f"{self.order.number} · {self.partner.name}"

    @property
    def reference(self) -> str:
        """Names this parcel in the ledger."""
        return f"parcel:{self.pk}"

    @property
    def has_gone_out(self) -> bool:
        """Whether it is sent or handed over."""
        return self.status in self.GONE_OUT

    @property
    def next_steps(self) -> list[Status]:
        """The states it may go to now, the way onward first."""
        wrong_end = self.Status.HANDED_OVER if self.method == self.Method.DELIVERY else self.Status.SENT
        return [step for step in self.TRANSITIONS[self.status] if step != wrong_end]

    @property
    def journey(self) -> list[tuple["Fulfilment.Status", "FulfilmentEvent | None"]]:
        """Each state from placing to the end with its event; None for what is still to come."""
        happened = {event.status: event for event in self.events.all()}
        end = self.Status.SENT if self.method == self.Method.DELIVERY else self.Status.HANDED_OVER
        states = [self.Status.NEW, self.Status.CONFIRMED, self.Status.PACKED, end]
        if self.status == self.Status.CANCELLED:
            states = [state for state in states if state in happened] + [self.Status.CANCELLED]
        return [(state, happened.get(state)) for state in states]


class FulfilmentEvent(models.Model):
    """Who moved a parcel on, when, and why where a reason was asked for."""

    fulfilment = models.ForeignKey(Fulfilment, on_delete=models.PROTECT, related_name="events")
    status = models.CharField(max_length=11, choices=Fulfilment.Status)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = NFCCharField(max_length=200, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "pk"]

    def __str__(self):
        return f"{self.fulfilment_id}: {self.status}"


class LineUnitsQuerySet(models.QuerySet):
    """What order lines take; the methods chain."""

    def of_components(self):
        """Only what goes into gift sets: their lines take from records that are not their own."""
        return self.exclude(stock=F("line__stockrecord")).select_related("stock__product__parent")

    def by_stock(self) -> dict[int, int]:
        """Stock record id → units in all."""
        rows = self.order_by().values_list("stock").annotate(units=Sum("quantity"))
        return dict(rows)


class LineUnits(models.Model):
    """So many units of one stock record that an order line takes: its own goods, or a gift set's components.

    Written once, with the order. A set whose components change later leaves what was promised as it was.
    """

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="units")
    stock = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="order_units")
    quantity = models.PositiveIntegerField(_("units"))

    objects = LineUnitsQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("units of an order line")
        verbose_name_plural = _("units of order lines")
        constraints = [
            models.UniqueConstraint(fields=["line", "stock"], name="fulfilment_line_units_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="fulfilment_line_units_take"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.stock_id}"


class PackedLotQuerySet(models.QuerySet):
    """What lies in parcels; the methods chain."""

    def of_parcel(self, fulfilment: Fulfilment):
        """Those of one parcel, in the order of their stock records."""
        here = self.filter(units__line__order=fulfilment.order_id, units__line__partner=fulfilment.partner_id)
        return here.select_related("lot", "units").order_by("units__stock", "pk")

    def by_stock(self) -> dict[int, dict[int | None, int]]:
        """Stock record id → lot id (None: without a lot) → units."""
        found: dict[int, dict[int | None, int]] = {}
        rows = self.order_by().values_list("units__stock", "lot").annotate(total=Sum("quantity"))
        for stock_id, lot_id, units in rows:
            found.setdefault(stock_id, {})[lot_id] = units
        return found


class PackedLot(models.Model):
    """Units of one lot that lie in a parcel, or left with it; without a lot where they bear none.

    `returned` of them came back to the point.
    """

    units = models.ForeignKey(LineUnits, on_delete=models.CASCADE, related_name="packed")
    lot = models.ForeignKey(
        Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="packed", verbose_name=_("lot")
    )
    quantity = models.PositiveIntegerField(_("units"))
    returned = models.PositiveIntegerField(_("returned"), default=0)

    objects = PackedLotQuerySet.as_manager()

    class Meta:
        verbose_name = _("packed units of a lot")
        verbose_name_plural = _("packed units of lots")
        constraints = [
            models.UniqueConstraint(fields=["units", "lot"], name="fulfilment_packed_lot_once"),
            models.UniqueConstraint(
                fields=["units"], condition=Q(lot=None), name="fulfilment_packed_without_lot_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="fulfilment_packed_lot_holds"),
            models.CheckConstraint(
                condition=Q(returned__lte=F("quantity")), name="fulfilment_returned_within_packed"
            ),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.lot or '-'}"
