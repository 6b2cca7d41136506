"""Payment by card: the way to the hosted page, the way back from it, and what the card company tells."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.payments.card import gateway as card
from shop.payments.card.events import read_event
from shop.payments.card.exceptions import BadEvent, BadSignature
from shop.settlement.card.events import take
from shop.settlement.card.exceptions import CannotPayByCard, CardsAreDown
from shop.settlement.card.models import CardSession
from shop.settlement.card.paying import ask, start
from shop.storefront.forms import ORDER_KEY

#: Bytes of an event; Stripe's largest are some tens of thousands.
LARGEST_EVENT = 256 * 1024
TRIES_PER_ORDER = "10/m"
#: How the hosted page says that a shopper comes back.
CAME_BACK = {"done", "back"}


@csrf_exempt
@require_POST
def webhook(request):
    """Takes in one event of Stripe's. 400 where it is not signed with our secret, or too long ago."""
    if not card.is_configured():
        raise Http404
    if len(request.body) > LARGEST_EVENT:
        return HttpResponse(status=413)
    try:
        event = read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except (BadSignature, BadEvent):
        return HttpResponse(status=400)
    take(event=event, at=timezone.now())
    return HttpResponse(status=200)


@personal_page
@require_POST
def pay(request, key):
    """Leads whoever has the order's link to the hosted page, always to the same one."""
    order = Order.objects.filter(key=key).first() if ORDER_KEY.match(key) else None
    if order is None:
        raise Http404
    return lead_to_pay(request, order)


def lead_to_pay(request, order: Order) -> HttpResponse:
    """To the hosted page; to the order's own page, with words, where there is nothing to pay by card now."""
    if _too_often(request, order):
        messages.error(request, _("Too many tries. Please wait a minute and try again."))
        return redirect(order)
    address = order.get_absolute_url()
    try:
        page = start(order=order, at=timezone.now(), back_url=f"{settings.PUBLIC_URL}{address}")
    except CannotPayByCard as refusal:
        messages.info(request, str(refusal))
        return redirect(order)
    except CardsAreDown:
        words = _("The payment page cannot be reached just now. Nothing was charged; please try again.")
        messages.error(request, words)
        return redirect(order)
    return HttpResponseRedirect(page, status=303)


def _too_often(request, order):
    return is_ratelimited(
        request, group="pay-by-card", key=lambda *_: order.key, rate=TRIES_PER_ORDER, increment=True
    )


def ask_if_back(request, order: Order) -> bool:
    """Asks Stripe where a shopper comes back from its page before its event has come; whether it was asked.

    For the order's page, before it is drawn.
    """
    is_back = request.GET.get("card") in CAME_BACK and order.status == "awaiting_payment"
    if not is_back or not card.is_configured() or _too_often(request, order):
        return False
    ask(order=order, at=timezone.now())
    return True


def card_panel(order: Order) -> dict | None:
    """What the order's page says of the card (templates/storefront/card_payment.html); None: nothing."""
    if order.payment_method != Order.PaymentMethod.CARD or order.status != "awaiting_payment":
        return None
    waits = order.card_sessions.filter(state=CardSession.State.WAITING).exists()
    return {"is_on": card.is_configured(), "waits_for_bank": waits}
