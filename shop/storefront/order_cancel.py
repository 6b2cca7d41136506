"""/don-hang/…/huy/: the shopper takes an order back while no point has begun with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.fulfilment.exceptions import WrongState
from shop.fulfilment.states import COSTS_NOTHING, Mover, Status
from shop.settlement.moving import cancel_order
from shop.storefront.forms import ORDER_KEY


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, key):
    """Asks once more; sent, cancels what may still be cancelled, and says so on the order's page."""
    order = Order.objects.filter(key=key).first() if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    parcels = cancellable(order.fulfilments.select_related("partner").order_by("pk"))
    if not parcels:
        return _too_late(request, order)
    if request.method != "POST":
        return render(request, "storefront/order_cancel.html", {"order": order, "parcels": parcels})
    try:
        cancel_order(order=order, at=timezone.now(), by=Mover.SHOPPER, note="shopper")
    except WrongState:
        return _too_late(request, order)
    messages.success(request, _done(order))
    return redirect(order)


def _done(order):
    if order.fulfilments.exclude(status__in=COSTS_NOTHING).exists():
        return _("Cancelled, but for what a point has begun with: that still comes.")
    return _("The order is cancelled. Nothing is to be paid any more.")


def _too_late(request, order):
    messages.warning(request, _("It is too late to cancel here. Please call the point or the shop."))
    return redirect(order)


def cancellable(parcels) -> list:
    """Those that the shopper may still cancel."""
    return [parcel for parcel in parcels if Status.CANCELLED in parcel.steps_for(Mover.SHOPPER)]
