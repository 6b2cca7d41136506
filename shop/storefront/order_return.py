"""/don-hang/…/tra-hang/: the buyer asks to give goods back that came."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.fulfilment.queries import order_with_parcels
from shop.returns.exceptions import ReturnRefused, TooMany
from shop.returns.models import ReturnRequest
from shop.returns.operations import ask_return
from shop.returns.queries import ARRIVED, requests_of, returnable
from shop.storefront.forms import ORDER_KEY
from shop.storefront.return_form import PREFIX, ReturnForm

RETURNS_PER_ADDRESS = "20/h"


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, key):
    """The form; sent, the order's page again, which says that the request waits."""
    order = order_with_parcels(key) if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    lines = returnable(order, timezone.now())
    if request.method != "POST":
        return _form_page(request, order, ReturnForm(lines=lines), 200) if lines else _nothing(request, order)
    if _is_sent_again(order, request.POST.get("key", "")):
        return _thanks(request, order)
    if not lines:
        return _nothing(request, order)
    form = ReturnForm(request.POST, lines=lines)
    if not form.is_valid():
        return _form_page(request, order, form, 422)
    if is_ratelimited(request, group="returns", key="ip", rate=RETURNS_PER_ADDRESS, increment=True):
        form.add_error(None, _("Too many from here. Nothing is lost: please send it again in an hour."))
        return _form_page(request, order, form, 429)
    return _ask(request, order, form)


def _is_sent_again(order, key):
    """Whether this very form has come before, whatever can still go back by now."""
    return bool(ORDER_KEY.match(key)) and ReturnRequest.objects.filter(order=order, key=key).exists()


def _ask(request, order, form):
    said = {name: form.cleaned_data[name] for name in ("reason", "words", "key")}
    try:
        ask_return(order=order, units=form.units, at=timezone.now(), **said)
    except TooMany as refusal:
        form.add_error(f"{PREFIX}{refusal.line_id}", str(refusal))
    except ReturnRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        return _thanks(request, order)
    return _form_page(request, order, form, 422)


def _thanks(request, order):
    messages.success(request, _("Thank you. The office looks at it and answers you here and by message."))
    return redirect(order)


def _nothing(request, order):
    words = _("There is nothing that could be given back here (any more). Please call the point or the shop.")
    messages.info(request, words)
    return redirect(order)


def _form_page(request, order, form, status):
    context = {"order": order, "form": form, "days": settings.RETURN_DAYS}
    return render(request, "storefront/order_return.html", context, status=status)


def returns_of(order: Order, now) -> dict:
    """For the order's page: what was asked so far, and whether something can be asked now."""
    if not any(parcel.status in ARRIVED for parcel in order.fulfilments.all()):
        return {"requests": [], "may_ask": False}
    requests = list(requests_of(order))
    waits = any(each.state == ReturnRequest.State.ASKED for each in requests)
    return {"requests": requests, "may_ask": not waits and bool(returnable(order, now))}
