"""/thanh-toan/: details, then a review of parcels and costs, then the order stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.places.models import Commune
from shop.delivery.beforehand import lightest_parcel
from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.paying import refuse_means, ways_to_pay
from shop.fulfilment.placing import Wish, place_order
from shop.fulfilment.quoting import quote
from shop.fulfilment.taxes import vat_of_quote
from shop.payments.money import dong
from shop.storefront.card import lead_to_pay
from shop.storefront.forms import CheckoutForm
from shop.storefront.known_shopper import KnownShopper, keep_for_next_time
from shop.storefront.order_pick_up import promise_of
from shop.storefront.quoted import parcels_of, reason_of

#: What each way to pay means for the shopper.
MEANS = {
    Order.PaymentMethod.CASH_ON_DELIVERY: gettext_lazy("You pay in cash when the parcel is delivered."),
    Order.PaymentMethod.PAY_AT_POINT: gettext_lazy("You pay at the point when you fetch it."),
    Order.PaymentMethod.BANK_TRANSFER: gettext_lazy(
        "You scan a VietQR code with your bank's app. The goods are kept for you until the money is there."
    ),
    Order.PaymentMethod.CARD: gettext_lazy("You pay on Stripe's secure page; we never see your card."),
}


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request):
    """The one page of checkout: asked, reviewed, placed, each by the same form."""
    if request.method == "POST":
        return _answer(request, CheckoutForm(request.POST, user=request.user))
    if request.basket.is_empty:
        messages.info(request, _("Your basket is empty."))
        return redirect("basket:summary")
    shopper = KnownShopper(request)
    return _details(request, CheckoutForm(initial=shopper.details, user=request.user), shopper)


def _answer(request, form):
    """What a sent form leads to; nothing typed is lost on the way."""
    if "edit" in request.POST or not form.is_valid():
        return _details(request, form)
    try:
        if "place" in request.POST and form.cleaned_data["means"]:
            return _onward(request, _place(request, form))
        return _review(request, form)
    except CannotPlace as refusal:
        form.add_error(None, str(refusal))
        return _details(request, form)


def _place(request, form):
    agreed_total = request.POST.get("agreed_total", "")
    if not (agreed_total.isascii() and agreed_total.isdigit()):
        raise CannotPlace(_("Please look over your order once more."))
    wish = Wish(
        contact=form.contact,
        destination=form.destination,
        means=form.cleaned_data["means"],
        agreed_total=int(agreed_total[:15]),
        key=form.cleaned_data["key"],
        user=request.user if request.user.is_authenticated else None,
        language=get_language(),
        invoice=form.invoice,
    )
    order = place_order(basket=request.basket, wish=wish, now=timezone.now())
    if form.keeps_address:
        keep_for_next_time(user=request.user, contact=form.contact, destination=form.destination)
    return order


def _onward(request, order):
    """To the order's page; who pays by card is led to pay at once."""
    by_card = order.payment_method == Order.PaymentMethod.CARD and order.status == "awaiting_payment"
    return lead_to_pay(request, order) if by_card else redirect(order)


def _details(request, form, shopper=None):
    context = {
        "saved": shopper.saved if shopper else (),
        "chosen": shopper.chosen if shopper else None,
        "form": form,
        "basket": request.basket,
        "goods": dong(request.basket.total_incl_tax),
        "fees": lightest_parcel(),
        "communes": Commune.objects.values_list("name", flat=True),
    }
    refused = form.is_bound and not form.is_valid() and "edit" not in request.POST
    return render(request, "storefront/checkout.html", context, status=422 if refused else 200)


def _review(request, form):
    """Parcels, costs and the ways to pay; raises CannotPlace."""
    agreed = quote(basket=request.basket, destination=form.destination, at=timezone.now())
    unanswered = "place" in request.POST
    context = {
        "form": form,
        "quote": agreed,
        "reason": reason_of(agreed),
        "parcels": parcels_of(request.basket, agreed),
        "destination": form.destination,
        "promise": promise_of(form.destination, timezone.now()),
        "offers": request.basket.offer_applications,
        "vat": vat_of_quote(request.basket, agreed),
        "ways": _ways(form, agreed),
        "unanswered": unanswered,
    }
    return render(request, "storefront/checkout_review.html", context, status=422 if unanswered else 200)


def _ways(form, agreed):
    """(value, words, explanation, whether it is chosen) of each way to pay; the most usual is to begin with.

    Raises CannotPlace where there is none.
    """
    ways = ways_to_pay(destination=form.destination, total=agreed.total)
    if not ways:
        cash = Order.PaymentMethod.CASH_ON_DELIVERY
        refuse_means(means=cash, destination=form.destination, total=agreed.total)
    chosen = form.cleaned_data["means"] or ways[0]
    return [(way, way.label, MEANS[way], way == chosen) for way in ways]
