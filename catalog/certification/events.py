"""What was done to certificates: by whom, when and why. Written once, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.text import NFCTextField


class CertificateEventQuerySet(models.QuerySet):
    """Events are read and added, never changed."""

    def update(self, **kwargs):
        raise TypeError("An event is never changed; write another one.")

    def delete(self):
        raise TypeError("An event is never deleted; write another one.")


class CertificateEvent(models.Model):
    """One thing that somebody did to one certificate. Triggers keep it unchanged."""

    class Kind(models.TextChoices):
        AWARDED = "awarded", _("awarded")
        RERATED = "rerated", _("rated again")
        RAISED = "raised", _("raised")
        WITHDRAWN = "withdrawn", pgettext_lazy("certificate", "withdrawn")
        IMPORTED = "imported", _("read from the register")
        CORRECTED = "corrected", _("corrected")
        SCANNED = "scanned", _("picture of the paper added")
        LAPSE_CHOSEN = "lapse_chosen", _("decided what follows when it has lapsed")

    certificate = models.ForeignKey(
        "certification.Certificate", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty where a command did it."),
    )
    reason = NFCTextField(_("why"), blank=True)
    happened_at = models.DateTimeField(_("when"))

    objects = CertificateEventQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="withdrawn") | ~models.Q(reason=""),
                name="certification_event_withdrawn_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_at:%d/%m/%Y}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("An event is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An event is never deleted; write another one.")
