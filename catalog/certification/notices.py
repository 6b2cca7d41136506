"""Which producer was told that which certificate ends: at most once a certificate, kept by the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpiryNotice(models.Model):
    """One certificate's notice. Claimed and committed before the e-mail leaves, so that none leaves twice.

    Without `sent_at` it is not known whether the e-mail left: the office sees that and asks the producer.
    """

    certificate = models.OneToOneField(
        "certification.Certificate", on_delete=models.PROTECT, related_name="expiry_notice"
    )
    email = models.EmailField(_("e-mail"))
    #: One sending's own rows among all.
    claim = models.UUIDField(editable=False)
    claimed_at = models.DateTimeField(_("begun"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice of expiry")
        verbose_name_plural = _("notices of expiry")
        indexes = [models.Index(fields=["claim"])]

    def __str__(self):
        return self.email
