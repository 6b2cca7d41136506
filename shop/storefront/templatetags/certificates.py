"""What pages say about a product's certificate, and where its own page is."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

register = template.Library()


@register.filter
def certificate_url(product):
    """The page of a product's certificates."""
    return reverse("catalogue:certificate", kwargs={"product_slug": product.slug, "pk": product.pk})


@register.filter
def end_of_stars(certificate):
    """When a certificate that is no longer in force ended, in words."""
    if certificate.withdrawn_at:
        day = f"{timezone.localdate(certificate.withdrawn_at):%d/%m/%Y}"
        return gettext("The certificate was withdrawn on %(day)s.") % {"day": day}
    return gettext("The certificate ended on %(day)s.") % {"day": f"{certificate.ends_date:%d/%m/%Y}"}
