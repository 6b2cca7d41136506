"""/don-hang/…/giu/: an order that was placed as a guest, kept in an account (see `fulfilment.keeping`)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.fulfilment.keeping import is_free, keep_order, may_keep
from shop.storefront.forms import ORDER_KEY


@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, key):
    """Asks once more; sent, the order is in the account, unless it is another's or of another e-mail."""
    order = Order.objects.filter(key=key).first() if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    if order.user_id == request.user.pk:
        return redirect(order)
    if request.method == "POST" and keep_order(order=order, user=request.user, at=timezone.now()):
        messages.success(request, _("The order is in your account now."))
        return redirect(order)
    if not order.contact_phone:
        # Erased: it is nobody's any more.
        raise Http404
    refusal = _refusal(request, order)
    context = {"order": order, "refusal": refusal}
    return render(request, "storefront/order_keep.html", context, status=422 if refusal else 200)


def _refusal(request, order):
    """Why it cannot be kept: it is "taken", or of "another e-mail"; "" where it can."""
    if not may_keep(order=order, user=request.user):
        return "another e-mail"
    is_taken = not is_free(order=order, user=request.user)
    return "taken" if is_taken or request.method == "POST" else ""
