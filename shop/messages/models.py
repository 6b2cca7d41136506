"""The outbox: one row a message and channel, written by who has something to tell, in their transaction."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCCharField, NFCTextField
from shop.messages.kinds import Channel, Kind


class MessageQuerySet(models.QuerySet):
    """Messages; the methods chain."""

    def due(self, at):
        """Those that are to be sent now, for the first time or again."""
        open_ones = [Message.State.WAITING, Message.State.FAILED]
        return self.filter(state__in=open_ones, next_try_at__lte=at)

    def need_staff(self):
        """Those that nothing more happens to unless somebody looks: unsure ones, and failed for good."""
        return self.filter(Q(state=Message.State.UNSURE) | Q(state=Message.State.FAILED, next_try_at=None))


class Message(models.Model):
    """One thing told to one reader by one channel. `event` says what happened, such as `parcel:5:sent`.

    Its words are made when it is sent (`rendering`) and kept from then on, so that every try says the same.
    `tries` grows with each try and names it: who finishes an earlier one changes nothing any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENDING = "sending", pgettext_lazy("message", "being sent")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "failed")
        #: Begun by a process that never came back: it may have arrived, or not.
        UNSURE = "unsure", pgettext_lazy("message", "unsure whether it arrived")
        #: No longer true when its turn came, or erased.
        DROPPED = "dropped", pgettext_lazy("message", "not needed any more")

    event = models.CharField(_("event"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    channel = models.CharField(_("channel"), max_length=5, choices=Channel)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="vi")
    order = models.ForeignKey(
        "order.Order", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    #: Addresses, separated by commas, or one phone number.
    recipient = models.CharField(_("to"), max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    subject = NFCCharField(_("subject"), max_length=200, blank=True)
    text = NFCTextField(_("text"), blank=True)
    html = NFCTextField(blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField(_("written"))
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    fault = NFCCharField(_("what went wrong"), max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "next_try_at"]), models.Index(fields=["order", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["event", "channel"], name="messages_once_an_event"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="messages_sent_at_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(begun_at__isnull=False), name="messages_begun_at_a_moment"
            ),
        ]

    def __str__(self):
        return f"{self.event} ({self.channel})"

    @property
    def name(self) -> str:
        """Names this message for receivers, however often it is sent."""
        return f"{self.event}:{self.channel}"

    @property
    def addresses(self) -> list[str]:
        """The reader's addresses, or the one phone number."""
        return [each for each in self.recipient.split(", ") if each]

    @property
    def has_given_up(self) -> bool:
        """Whether it failed so often that it is not tried again by itself."""
        return self.state == self.State.FAILED and self.next_try_at is None

    @property
    def may_be_settled(self) -> bool:
        """Whether it is up to somebody to send it again or to say that it has arrived."""
        return self.state == self.State.UNSURE or self.state == self.State.FAILED
