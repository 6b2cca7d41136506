"""The makers of OCOP goods (chủ thể OCOP)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.places.models import Commune
from catalog.text import NFCCharField, NFCTextField


class Producer(models.Model):
    """A company, cooperative, producer group or household that makes certified goods or specialties."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        COOPERATIVE = "cooperative", _("cooperative")
        PRODUCER_GROUP = "producer_group", _("producer group")
        HOUSEHOLD_BUSINESS = "household_business", _("household business")
        PROCESSING_HOUSEHOLD = "processing_household", _("processing household")
        UNKNOWN = "unknown", _("not known")

    name = NFCCharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("slug"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.UNKNOWN)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Where notices go; never shown to visitors.")
    )
    village = NFCCharField(_("village"), max_length=120, blank=True)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="producers",
        verbose_name=_("commune"),
        help_text=_("Empty where it is not known."),
    )
    address_text = NFCCharField(
        _("address as reported"),
        max_length=250,
        blank=True,
        help_text=_("With the names of communes and districts of the time."),
    )
    founded = NFCCharField(_("founded"), max_length=40, blank=True)
    about = NFCTextField(_("about"), blank=True)
    sources = NFCTextField(_("sources"), blank=True, help_text=_("One a line."))
    confidence = models.CharField(_("confidence"), max_length=1, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("producer")
        verbose_name_plural = _("producers")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("producers:detail", kwargs={"slug": self.slug})
