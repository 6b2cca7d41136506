"""/san-pham/…/chung-nhan/: what a product's stars rest on, to be read, printed and checked."""

import segno
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.certification.models import CertificateState
from catalog.certification.querysets import with_off_sale
from shop.assortment.queries import public
from shop.freshness.caching import visitors_page
from shop.storefront.age import ask_age_for, of_age
from shop.storefront.templatetags.certificates import certificate_url


@visitors_page
@require_safe
def certificate_page(request, product_slug, pk):
    """The certificate in force or what became of the last one, all before it, and a code that leads back."""
    now = timezone.now()
    products = with_off_sale(public(adults=of_age(request)), now).select_related("producer")
    product = products.filter(pk=pk).first()
    if product is None and (asked := ask_age_for(request, pk)):
        return asked
    if product is None:
        raise Http404
    if product.slug != product_slug:
        return redirect(certificate_url(product), permanent=True)
    certificates = _history(product, now)
    if not certificates:
        raise Http404
    context = {
        "product": product,
        "certificates": certificates,
        "certificate": next((one for one in certificates if one.now == CertificateState.IN_FORCE), None),
        "lapsed": certificates[0],
        "address": _public_address(product),
        "code": _code(_public_address(product)),
        "today": now,
        "trail": _trail(product),
    }
    return render(request, "storefront/certificate.html", context)


def _history(product, at):
    """All that have been issued, the newest first, each with what it is `now`."""
    found = list(product.certificates.issued_by(at).latest_first().select_related("scan"))
    for certificate in found:
        certificate.now = certificate.state(at)
    return found


def _trail(product):
    return [
        (_("Products"), reverse("catalogue:index")),
        (product.title, product.get_absolute_url()),
        (_("Certificate"), ""),
    ]


def _public_address(product) -> str:
    return settings.PUBLIC_URL.rstrip("/") + certificate_url(product)


def _code(address: str) -> str:
    """The address as a QR code: an SVG without anything inline, on white whatever the page's ground."""
    drawing = segno.make(address, error="m").svg_inline(light="#fff", border=4, svgclass="qr", omitsize=True)
    return mark_safe(drawing)  # noqa: S308 - digits and an escaped address only
