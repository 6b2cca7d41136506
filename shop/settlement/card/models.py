"""Visits to the hosted page, events as they came, and disputes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop.forks.order.models import Order


class CardSession(models.Model):
    """One try to pay an order by card; written before the card company is asked, and asked for in its words.

    So a process that dies in between asks again in the same words, under the same key, and is given the same
    hosted page.
    """

    class State(models.TextChoices):
        STARTED = "started", pgettext_lazy("card payment", "begun")
        OPEN = "open", pgettext_lazy("card payment", "open")
        WAITING = "waiting", _("the bank has yet to say")
        ENDED = "ended", pgettext_lazy("card payment", "ended without money")
        PAID = "paid", pgettext_lazy("card payment", "paid")

    #: Money may still come by it.
    LIVE = (State.STARTED, State.OPEN, State.WAITING)
    #: A state only ever gives way to a later one, in whatever order they are told.
    ONWARD = list(State)

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="card_sessions")
    number = models.PositiveSmallIntegerField(_("try"))
    session_id = models.CharField(max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.STARTED)
    amount = models.PositiveIntegerField(_("amount"))
    language = models.CharField(max_length=5)
    back_url = models.CharField(max_length=500)
    email = models.CharField(max_length=254, blank=True)
    expires_at = models.DateTimeField(_("open until"))
    created_at = models.DateTimeField(_("begun"))

    class Meta:
        ordering = ["order", "number"]
        verbose_name = _("card payment")
        verbose_name_plural = _("card payments")
        indexes = [models.Index(fields=["state", "created_at"], name="card_session_state")]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="card_session_number"),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=["started", "open", "waiting"]),
                name="card_session_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["session_id"], condition=~Q(session_id=""), name="card_session_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="card_session_asks_for_money"),
        ]

    def __str__(self):
        return f"{self.order.number} · {self.number}"

    @property
    def key(self) -> str:
        """The idempotency key under which this session is opened, however often it is asked for."""
        return f"card:{self.order.key}:{self.number}"

    @property
    def is_live(self) -> bool:
        """Whether money may still come by it."""
        return self.state in self.LIVE

    def moves_on_to(self, state: str) -> bool:
        """Whether that would be news."""
        return self.ONWARD.index(state) > self.ONWARD.index(self.state)


class ProviderEvent(models.Model):
    """What a payment provider told of its own accord, once an event; written with its effect."""

    class Outcome(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("event", "has had its effect")
        NOTHING = "nothing", pgettext_lazy("event", "nothing to do")
        WAITING = "waiting", pgettext_lazy("event", "waits for its payment")
        FAULT = "fault", pgettext_lazy("event", "does not agree with the order")
        SEEN = "seen", pgettext_lazy("event", "did not agree; the office has seen to it")

    provider = models.CharField(max_length=10)
    event_id = models.CharField(max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    #: The provider's name of the payment that it is about; "" where it is about none.
    payment = models.CharField(_("payment"), max_length=128, blank=True, db_index=True)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, blank=True, related_name="provider_events"
    )
    #: What is needed of it and no more; nothing about the card or its owner.
    payload = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome, default=Outcome.NOTHING)
    fault = models.CharField(_("what does not agree"), max_length=200, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("seen to"), null=True, blank=True)
    happened_at = models.DateTimeField(_("happened"))
    received_at = models.DateTimeField(_("came"))

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("event of a payment provider")
        verbose_name_plural = _("events of payment providers")
        indexes = [models.Index(fields=["outcome", "-received_at"], name="card_event_outcome")]
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="card_event_once")]

    def __str__(self):
        return f"{self.provider} {self.kind} {self.event_id}"


class Dispute(models.Model):
    """A cardholder's bank asks for a payment back; the office answers in the card company's dashboard."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("dispute", "open")
        WON = "won", pgettext_lazy("dispute", "closed, the money stays")
        LOST = "lost", pgettext_lazy("dispute", "lost, the money is gone")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="disputes")
    dispute_id = models.CharField(max_length=255, unique=True)
    payment = models.CharField(max_length=128)
    amount = models.PositiveIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=60)
    state = models.CharField(_("state"), max_length=4, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(closed_at__isnull=False), name="card_dispute_closed_when"
            )
        ]

    def __str__(self):
        return f"{self.order.number}: {self.dispute_id}"
