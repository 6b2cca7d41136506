"""/san-pham/…/lo/…/: where one lot of a product comes from, and what the product was and is certified as."""

from datetime import datetime, time

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.certification.models import CertificateState
from catalog.certification.querysets import with_off_sale
from catalog.products.models import Product
from catalog.trace.models import Lot
from shop.assortment.queries import public
from shop.freshness.caching import visitors_page
from shop.storefront.age import ask_age_for, of_age
from shop.storefront.templatetags.lots import code_of, lot_url

LAPSED = (CertificateState.ENDED, CertificateState.WITHDRAWN)


@visitors_page
@require_safe
def lot_page(request, product_slug, pk, piece):
    """One lot: dates, maker, commune, and the certificate now and on the day it was made.

    `pk` is the product's, or the size's where it comes in sizes: two sizes may have lots of one code. Before
    the age gate nothing is told, not even whether there is such a lot.
    """
    now = timezone.now()
    product = _product(pk, now, adults=of_age(request))
    if product is None and (asked := ask_age_for(request, pk)):
        return asked
    lot = product and Lot.objects.filter(product=pk, code=code_of(piece)).first()
    if not lot:
        raise Http404
    lot.product = product if product.pk == lot.product_id else product.children.get(pk=pk)
    if product.slug != product_slug:
        return redirect(lot_url(lot), permanent=True)
    context = {
        "product": product,
        "lot": lot,
        "is_over": lot.is_past_use_by(timezone.localdate(now)),
        **_certificates(product, lot, now),
        "today": now,
        "trail": _trail(product, lot),
    }
    return render(request, "storefront/lot.html", context)


def _product(pk, at, *, adults):
    """The product with this id, or whose public size has it."""
    sized = Product.objects.filter(pk=pk, is_public=True, parent__isnull=False).values("parent")
    products = with_off_sale(public(adults=adults), at).select_related("producer", "commune")
    return products.filter(Q(pk=pk) | Q(pk__in=sized)).first()


def _certificates(product, lot, at):
    """What speaks for it now, what did at the end of the day it was made, and the last that has lapsed."""
    shown = product.certificates.latest_first()
    issued = shown.issued_by(at)
    made_at = lot.made_date and timezone.make_aware(datetime.combine(lot.made_date, time.max))
    return {
        "certificate": shown.shown(at).first(),
        "when_made": shown.shown(made_at).first() if made_at else None,
        "lapsed": next((one for one in issued if one.state(at) in LAPSED), None),
    }


def _trail(product, lot):
    return [
        (_("Products"), reverse("catalogue:index")),
        (product.title, product.get_absolute_url()),
        (_("Lot %(code)s") % {"code": lot.code}, ""),
    ]
