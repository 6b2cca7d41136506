"""What a point was told on which day, and where else than by e-mail it wants to be told."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop.forks.partner.models import Partner


def new_secret() -> str:
    """256 random bits by which a receiver knows that it is us."""
    return secrets.token_urlsafe(32)


class PointHook(models.Model):
    """An address of a chat service that takes a point's news; `secret` signs what is sent there."""

    partner = models.OneToOneField(Partner, on_delete=models.CASCADE, related_name="hook")
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(_("secret"), max_length=43, default=new_secret)

    class Meta:
        verbose_name = _("point's webhook")
        verbose_name_plural = _("points' webhooks")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="warehouse_hook_is_encrypted"
            ),
        ]

    def __str__(self):
        return self.partner.name


class PointDigest(models.Model):
    """One point's digest of one day: written once, and each way it takes is begun by one run only.

    Without `text` there was nothing to say. An e-mail begun and without `mailed_at` may not have left; it is
    not sent again.
    """

    class Hook(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("webhook", "not sent yet")
        SENDING = "sending", pgettext_lazy("webhook", "being sent")
        SENT = "sent", pgettext_lazy("webhook", "sent")
        FAILED = "failed", pgettext_lazy("webhook", "failed")

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="digests")
    day = models.DateField(_("day"))
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True)
    written_at = models.DateTimeField(_("written"))
    mail_begun_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)
    hook_state = models.CharField(_("webhook"), max_length=7, choices=Hook, default=Hook.WAITING)
    hook_begun_at = models.DateTimeField(null=True, blank=True)
    hook_tries = models.PositiveIntegerField(default=0)
    hook_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-day", "partner"]
        verbose_name = _("digest of a point")
        verbose_name_plural = _("digests of points")
        constraints = [
            models.UniqueConstraint(fields=["partner", "day"], name="warehouse_digest_once_a_day"),
        ]

    def __str__(self):
        return f"{self.partner_id}: {self.day}"

    @property
    def event_id(self) -> str:
        """Names this digest for receivers, which may be sent it twice."""
        return f"digest-{self.partner_id}-{self.day:%Y%m%d}"
