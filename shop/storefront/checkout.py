"""/thanh-toan/: details, then a review of parcels and costs, then the order stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.places.models import Commune
from shop.forks.order.models import Order
from shop.forks.partner.models import Partner
from shop.freshness.caching import personal_page
from shop.fulfilment.delivery import usual_fees
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.paying import ways_to_pay
from shop.fulfilment.placing import Wish, place_order
from shop.fulfilment.quoting import quote
from shop.fulfilment.sourcing import Reason
from shop.payments.money import dong
from shop.storefront.forms import CheckoutForm

REASONS = {
    Reason.CHOSEN_POINT: gettext_lazy("You pick it up at the point that you chose."),
    Reason.NEAREST_WITH_ALL: gettext_lazy("This is the nearest point that has everything."),
    Reason.FEWEST_POINTS: gettext_lazy(
        "No single point has everything, so it comes from the fewest points that do."
    ),
}

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
        if "place" in request.POST and form.cleaned_data["means"]:
            return redirect(_place(request, form))
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
    )
    return place_order(basket=request.basket, wish=wish, now=timezone.now())


def _details(request, form):
    fee_in_province, fee_elsewhere = usual_fees()
    context = {
        "form": form,
        "basket": request.basket,
        "goods": dong(request.basket.total_incl_tax),
        "fee_in_province": fee_in_province,
        "fee_elsewhere": fee_elsewhere,
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
        "reason": REASONS[agreed.plan.reason],
        "parcels": _parcels(request.basket, agreed),
        "destination": form.destination,
        "offers": request.basket.offer_applications,
        "ways": _ways(form, agreed),
        "unanswered": unanswered,
    }
    return render(request, "storefront/checkout_review.html", context, status=422 if unanswered else 200)


def _ways(form, agreed):
    """(value, words, explanation, whether it is chosen) of each way to pay; an only one is chosen already."""
    ways = ways_to_pay(destination=form.destination, total=agreed.total)
    chosen = form.cleaned_data["means"]
    only = len(ways) == 1
    return [(way, way.label, MEANS[way], way == chosen or only) for way in ways]


def _parcels(basket, agreed):
    """Each point with what it gives and what its delivery costs: (partner, [(product, units)], đồng)."""
    products = {line.product_id: line.product for line in basket.all_lines()}
    partners = Partner.objects.select_related("sales_point__commune").in_bulk(agreed.fees)
    given = {partner_id: [] for partner_id in agreed.fees}
    for allocation in agreed.plan.allocations:
        given[allocation.partner_id].append((products[allocation.product_id], allocation.units))
    return [(partners[pk], goods, agreed.fees[pk]) for pk, goods in given.items()]
