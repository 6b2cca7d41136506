"""OCOP certificates: who certified which product, with how many stars, from when to when."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.certification.events import CertificateEvent
from catalog.certification.notices import ExpiryNotice
from catalog.certification.querysets import CertificateQuerySet
from catalog.certification.regulations import (
    IssuerLevel,
    NoRegulation,
    Regulation,
    Rules,
    StarBand,
    StarRating,
    end_of_validity,
)
from catalog.pictures.models import Picture
from catalog.products.models import Product
from catalog.text import NFCCharField

__all__ = [
    "Certificate",
    "CertificateEvent",
    "ExpiryNotice",
    "IssuerLevel",
    "NoRegulation",
    "Regulation",
    "Rules",
    "StarBand",
    "StarRating",
    "end_of_validity",
]

#: From this day no district has certified (decision 1489/QĐ-TTg). The database keeps it as a fact of history;
#: the rule itself stands in `Regulation`.
DISTRICTS_ENDED = date(2025, 7, 6)


class CertificateState(models.TextChoices):
    """What a certificate is at a moment; never stored."""

    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", pgettext_lazy("certificate", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("certificate", "withdrawn")
    TO_COME = "to_come", _("not in force yet")


class Certificate(models.Model):
    """One award of stars to one product. A renewal is a new certificate; the old one stays as history."""

    IssuerLevel = IssuerLevel

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("product")
    )
    number = NFCCharField(_("certificate number"), max_length=60, unique=True)
    decision_number = NFCCharField(_("decision number"), max_length=60, blank=True)
    decision_date = models.DateField(_("decision date"), null=True, blank=True)
    issuer = NFCCharField(_("issuer"), max_length=160)
    issuer_level = models.CharField(_("issuer level"), max_length=8, choices=IssuerLevel)
    stars = models.PositiveSmallIntegerField(_("stars"), choices=StarRating)
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=1, null=True, blank=True)
    issued_date = models.DateField(_("issued"))
    ends_date = models.DateField(_("last day of validity"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = NFCCharField(_("reason of withdrawal"), max_length=250, blank=True)
    scan = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the paper"),
    )
    is_sample = models.BooleanField(_("sample"), default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["product", "-issued_date", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        indexes = [models.Index(fields=["product", "issued_date", "ends_date"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=3, stars__lte=5), name="certification_stars_3_to_5"
            ),
            models.CheckConstraint(
                condition=Q(ends_date__gt=F("issued_date")), name="certification_ends_after_issue"
            ),
            models.CheckConstraint(
                condition=~Q(issuer_level="district") | Q(issued_date__lt=DISTRICTS_ENDED),
                name="certification_district_before_2025_07_06",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="certification_withdrawn_with_reason",
            ),
        ]

    def __str__(self):
        return self.number

    def state(self, at: datetime) -> "CertificateState":
        """What it is at the moment `at`; its last day counts whole."""
        day = timezone.localdate(at)
        if self.withdrawn_at and self.withdrawn_at <= at:
            return CertificateState.WITHDRAWN
        if self.issued_date > day:
            return CertificateState.TO_COME
        return CertificateState.IN_FORCE if day <= self.ends_date else CertificateState.ENDED
