"""/thanh-toan/: details, then a review of parcels and costs, then the order stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.places.models import Commune
from shop.delivery.beforehand import lightest_parcel
from shop.freshness.caching import personal_page
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.placing import place_order, quote
from shop.payments.money import dong
from shop.storefront.forms import CheckoutForm
from shop.storefront.quoted import parcels_of, reason_of


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request):
    """The one page of checkout: asked, reviewed, placed, each by the same form."""
    if request.method == "POST":
        return _answer(request, CheckoutForm(request.POST))
    if request.basket.is_empty:
        messages.info(request, _("Your basket is empty."))
        return redirect("basket:summary")
    return _details(request, CheckoutForm())


def _answer(request, form):
    """What a sent form leads to; nothing typed is lost on the way."""
    if "edit" in request.POST or not form.is_valid():
        return _details(request, form)
    try:
        if "place" in request.POST:
            return redirect(_place(request, form))
        agreed = quote(basket=request.basket, destination=form.destination, at=timezone.now())
        return _review(request, form, agreed)
    except CannotPlace as refusal:
        form.add_error(None, str(refusal))
        return _details(request, form)


def _place(request, form):
    agreed_total = request.POST.get("agreed_total", "")
    if not (agreed_total.isascii() and agreed_total.isdigit()):
        raise CannotPlace(_("Please look over your order once more."))
    return place_order(
        basket=request.basket,
        contact=form.contact,
        destination=form.destination,
        key=form.cleaned_data["key"],
        agreed_total=int(agreed_total[:15]),
        now=timezone.now(),
        user=request.user if request.user.is_authenticated else None,
        language=get_language(),
    )


def _details(request, form):
    context = {
        "form": form,
        "basket": request.basket,
        "goods": dong(request.basket.total_incl_tax),
        "fees": lightest_parcel(),
        "communes": Commune.objects.values_list("name", flat=True),
    }
    refused = form.is_bound and not form.is_valid() and "edit" not in request.POST
    return render(request, "storefront/checkout.html", context, status=422 if refused else 200)


def _review(request, form, agreed):
    return render(
        request,
        "storefront/checkout_review.html",
        {
            "form": form,
            "quote": agreed,
            "reason": reason_of(agreed),
            "parcels": parcels_of(request.basket, agreed),
            "destination": form.destination,
        },
    )
