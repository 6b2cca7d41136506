"""A parcel: the part of an order that one sales point hands over or sends."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from catalog.text import NFCCharField
from catalog.trace.models import Lot
from shop.forks.order.models import Line, Order
from shop.forks.partner.models import Partner, StockRecord
from shop.fulfilment import states


class FulfilmentQuerySet(models.QuerySet):
    """Parcels; the methods chain."""

    def open(self):
        """Those that a point has to do something with."""
        return self.filter(status__in=states.OPEN)

    def promised(self):
        """Those whose goods nobody else can buy."""
        return self.filter(status__in=states.PROMISED)

    def visible_to(self, user):
        """Those that the user's points have to do with, or had; of all points for the office."""
        theirs = self.exclude(status__in=states.BEFORE_THE_POINT)
        if user.is_superuser or user.is_staff:
            return theirs
        return theirs.filter(partner__users=user)

    def overdue(self, now):
        """Those that no one confirmed in time."""
        return self.filter(status=Fulfilment.Status.NEW, confirm_by__lte=now)


class Fulfilment(models.Model):
    """One point's part of one order. What may happen to it stands in `shop.fulfilment.states`.

    `amount` is what it costs in đồng: its lines after discounts, `fee` for its delivery and `wrap` for being
    wrapped as a gift. The amounts of an order's parcels add up to the order's total.

    What is fetched bears a `pick_up_code` from the day it was ordered, and, once it is the point's to do, the
    moment `ready_by` which the buyer was promised; None where nothing could be.
    """

    Method = states.Method
    Status = states.Status
    OPEN = states.OPEN
    GONE_OUT = states.GONE_OUT

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="fulfilments")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="fulfilments")
    method = models.CharField(_("method"), max_length=8, choices=Method)
    status = models.CharField(_("status"), max_length=11, choices=Status, default=Status.NEW)
    fee = models.PositiveIntegerField(_("delivery fee"), default=0)
    wrap = models.PositiveIntegerField(_("gift wrap"), default=0)
    amount = models.PositiveIntegerField(_("amount"), default=0)
    confirm_by = models.DateTimeField(
        _("to be confirmed by"), null=True, help_text=_("Empty as long as it is not paid for.")
    )
    pick_up_code = models.CharField(_("pick-up code"), max_length=6, blank=True, default="")
    ready_by = models.DateTimeField(_("promised for"), null=True, blank=True)
    created_at = models.DateTimeField(_("placed"))

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        indexes = [models.Index(fields=["partner", "status", "-created_at"])]
        constraints = [
            models.UniqueConstraint(fields=["order", "partner"], name="fulfilment_one_per_point"),
            models.UniqueConstraint(
                fields=["partner", "pick_up_code"],
                condition=~Q(pick_up_code=""),
                name="fulfilment_pick_up_code_once_a_point",
            ),
            models.CheckConstraint(condition=Q(fee__lte=F("amount")), name="fulfilment_fee_within_amount"),
            models.CheckConstraint(
                condition=Q(confirm_by__isnull=False) | ~Q(status__in=states.OPEN),
                name="fulfilment_open_has_deadline",
            ),
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
    def next_steps(self) -> list[states.Status]:
        """The states that its point may move it to now, the way onward first."""
        return self.steps_for(states.Mover.POINT)

    def steps_for(self, mover: str) -> list[states.Status]:
        """The states that somebody may move it to now."""
        return states.steps(status=self.status, method=self.method, by=mover)

    @property
    def journey(self) -> list[tuple[states.Status, "FulfilmentEvent | None"]]:
        """Each state from placing to the end with its event; None for what is still to come."""
        happened = {event.status: event for event in self.events.all()}
        way = states.way(status=self.status, method=self.method, happened=set(happened))
        return [(state, happened.get(state)) for state in way]


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
