"""What a buyer asks to give back, and what the office answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCTextField
from shop.forks.order.models import Line, Order
from shop.settlement.models import Refund


class ReturnRequestQuerySet(models.QuerySet):
    """Requests; the methods chain."""

    def open(self):
        """Those that the office still has to do something with."""
        return self.filter(state__in=ReturnRequest.OPEN)

    def with_goods(self):
        """Reads in the order and what is to go back."""
        return self.select_related("order", "refund").prefetch_related("lines__line__product__parent")


class ReturnRequest(models.Model):
    """Units of an order's lines that the buyer wants to give back, and why.

    Asked, it waits for the office; accepted, for the goods. It is closed by the refund, or without one where
    it was settled otherwise. One that is refused ends with the words why.
    """

    class Reason(models.TextChoices):
        DAMAGED = "damaged", pgettext_lazy("return", "it came damaged or spoilt")
        WRONG = "wrong", pgettext_lazy("return", "it is not what was ordered")
        NOT_AS_SAID = "not_as_said", pgettext_lazy("return", "it is not as described")
        CHANGED_MIND = "changed_mind", pgettext_lazy("return", "unopened, not wanted any more")
        OTHER = "other", pgettext_lazy("return", "something else")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("return", "waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("return", "accepted")
        REFUSED = "refused", pgettext_lazy("return", "refused")
        CLOSED = "closed", pgettext_lazy("return", "closed")

    OPEN = (State.ASKED, State.ACCEPTED)
    #: Their units cannot be asked for again; those of a refused one can.
    COUNT = (State.ASKED, State.ACCEPTED, State.CLOSED)
    LONGEST = 1_000

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="return_requests")
    #: Names the wish: the form sent twice is one request.
    key = models.CharField(max_length=22, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    words = NFCTextField(_("what the buyer writes"), max_length=LONGEST)
    answer = NFCTextField(_("answer"), max_length=LONGEST, blank=True)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refund = models.OneToOneField(
        Refund, on_delete=models.PROTECT, null=True, blank=True, related_name="return_request"
    )

    objects = ReturnRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("return request")
        verbose_name_plural = _("return requests")
        indexes = [models.Index(fields=["state", "asked_at"], name="returns_request_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="asked"), name="returns_one_waits_per_order"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None, answer="")
                | (~Q(state="asked") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="returns_answered_with_words",
            ),
            models.CheckConstraint(
                condition=Q(state="closed") ^ Q(closed_at=None), name="returns_closed_when"
            ),
            models.CheckConstraint(
                condition=Q(refund=None) | Q(state="closed"), name="returns_refunded_is_closed"
            ),
        ]

    def __str__(self):
        return f"{self.order.number}: {self.get_state_display()}"


class ReturnLine(models.Model):
    """So many units of one order line."""

    request = models.ForeignKey(ReturnRequest, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="return_lines")
    quantity = models.PositiveIntegerField(_("units"))

    class Meta:
        ordering = ["line"]
        verbose_name = _("line of a return request")
        verbose_name_plural = _("lines of return requests")
        constraints = [
            models.UniqueConstraint(fields=["request", "line"], name="returns_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="returns_line_has_units"),
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line_id}"
