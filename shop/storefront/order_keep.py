"""/don-hang/…/giu/: an order that was placed as a guest, kept in the account of who has its link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.fulfilment.keeping import keep_order
from shop.storefront.forms import ORDER_KEY


@personal_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, key):
    """Asks once more; sent, the order is in the account, unless it is in another's."""
    order = Order.objects.filter(key=key).first() if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    if order.user_id == request.user.pk:
        return redirect(order)
    if request.method == "POST" and keep_order(order=order, user=request.user):
        messages.success(request, _("The order is in your account now."))
        return redirect(order)
    if not order.contact_phone:
        # Erased: it is nobody's any more.
        raise Http404
    is_taken = order.user_id is not None or request.method == "POST"
    context = {"order": order, "is_taken": is_taken}
    return render(request, "storefront/order_keep.html", context, status=422 if is_taken else 200)
