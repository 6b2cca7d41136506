"""/don-hang/: an order behind a link that cannot be guessed, or by its number and phone."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.core import is_ratelimited

from shop.forks.reviews.queries import reviews_by_line
from shop.freshness.caching import personal_page
from shop.fulfilment.keeping import is_free
from shop.fulfilment.queries import find_order, order_with_parcels, with_lines
from shop.fulfilment.taxes import vat_of_order
from shop.settlement.balance import balance
from shop.storefront.bank_transfer import block_of
from shop.storefront.card import ask_if_back, card_panel
from shop.storefront.forms import ORDER_KEY, OrderLookupForm
from shop.storefront.order_cancel import cancellable
from shop.storefront.order_pick_up import pick_up_of
from shop.storefront.order_return import returns_of

LOOKUPS_PER_ADDRESS = "10/m"
#: From all addresses together: numbers follow each other, so a known phone would soon have its order.
LOOKUPS_PER_PHONE = "10/h"


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def order_lookup(request):
    """Finds an order by number and phone; so many tries from one address, and so many with one phone."""
    if request.method != "POST":
        return render(request, "storefront/order_lookup.html", {"form": OrderLookupForm()})
    form = OrderLookupForm(request.POST)
    if is_ratelimited(request, group="order-lookup", key="ip", rate=LOOKUPS_PER_ADDRESS, increment=True):
        form.add_error(None, _("Too many tries. Please wait a minute and try again."))
        return render(request, "storefront/order_lookup.html", {"form": form}, status=429)
    if form.is_valid():
        if _is_guessed_at(request, form.cleaned_data["phone"]):
            form.add_error(None, _("Too many tries with this phone. Please wait an hour and try again."))
            return render(request, "storefront/order_lookup.html", {"form": form}, status=429)
        order = find_order(**form.cleaned_data)
        if order is not None:
            return redirect(order)
        form.add_error(None, _("There is no order with this number and phone. Please check both."))
    return render(request, "storefront/order_lookup.html", {"form": form}, status=422)


def _is_guessed_at(request, phone):
    how = {"key": lambda *_: phone, "rate": LOOKUPS_PER_PHONE, "increment": True}
    return is_ratelimited(request, group="order-lookup-phone", **how)


@personal_page
@require_safe
def order_detail(request, key):
    """The order with its parcels, for whoever has the link."""
    order = order_with_parcels(key) if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    if ask_if_back(request, order):
        order = order_with_parcels(key)
    parcels = _parcels(order)
    money, now = balance(order), timezone.now()
    context = {
        "order": order,
        "parcels": parcels,
        "balance": money,
        "vat": vat_of_order(order),
        "card": card_panel(order),
        "transfer": block_of(order=order, money=money, now=now),
        "may_cancel": bool(cancellable(parcel for parcel, _lines in parcels)),
        "returns": returns_of(order, now),
        "is_free": is_free(order=order, user=request.user),
        "is_cancelled": order.status in ("cancelled", "lapsed"),
    }
    return render(request, "storefront/order_detail.html", context)


def _parcels(order):
    """Each parcel, with its `pick_up` where it is fetched, and its lines with their `own_review`."""
    reviews = reviews_by_line(list(order.lines.all()))
    parcels = with_lines(order)
    for parcel, lines in parcels:
        parcel.pick_up = pick_up_of(parcel)
        for line in lines:
            line.own_review = reviews.get(line.pk)
    return parcels
