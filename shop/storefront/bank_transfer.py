"""The part of an order's page that says how to pay by bank transfer, and whether the money has come.

The page gives `block_of(...)` to `storefront/bank_transfer.html`. A small script asks `money_state` every few
seconds and shows the page anew once something has changed; without scripts there is a link.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from shop.forks.order.models import Order
from shop.freshness.caching import personal_page
from shop.machines.qr import Code, qr_path
from shop.payments.account import Account, shop_account
from shop.payments.money import dong
from shop.settlement.balance import Balance
from shop.storefront.forms import ORDER_KEY

LOOKS_PER_ORDER = "40/m"
#: An order's states while its money is awaited, and once the points have it.
AWAITED, PAID = "awaiting_payment", "placed"


@dataclass(frozen=True)
class TransferBlock:
    """What is to be transferred (đồng), to whom, under which words, until when.

    `state` names what is known now, for the script to compare. `came` is what came in so far. Without a
    `code` nothing is to be paid: it is `is_paid`, or the time is over.
    """

    order: Order
    account: Account
    amount: int
    came: int
    memo: str
    pay_by: datetime | None
    state: str
    is_paid: bool
    code: Code | None


def block_of(*, order: Order, money: Balance, now: datetime) -> TransferBlock | None:
    """The block for an order's page, by its balance; None where there is nothing to say of a transfer: the
    order is paid otherwise, or over, or there is no account.
    """
    account = shop_account()
    if account is None or order.payment_method != Order.PaymentMethod.BANK_TRANSFER:
        return None
    is_paid = order.status == PAID and money.due > 0 and not money.owed
    if not is_paid and order.status != AWAITED:
        return None
    waits = not is_paid and (order.pay_by is None or now < order.pay_by)
    text = account.qr_text(amount=money.owed, memo=order.number) if waits else ""
    return TransferBlock(
        order=order,
        account=account,
        amount=money.owed,
        came=money.received,
        memo=order.number,
        pay_by=order.pay_by,
        state=_named(order.status, money.received),
        is_paid=is_paid,
        code=qr_path(text) if waits else None,
    )


def _named(status, received):
    return f"{status}-{received}"


@personal_page
@require_safe
def money_state(request, key):
    """204 as long as what the page knows (`?biet=`) is still so, else 200: one query, for a script that asks
    often.
    """
    if not ORDER_KEY.match(key):
        raise Http404
    if is_ratelimited(request, group="money-state", key=lambda *_: key, rate=LOOKS_PER_ORDER, increment=True):
        return HttpResponse(status=429)
    found = Order.objects.filter(key=key).annotate(came=Sum("sources__amount_debited"))
    row = found.values_list("status", "came").first()
    if row is None:
        raise Http404
    state = _named(row[0], dong(row[1] or 0))
    if request.GET.get("biet") == state:
        return HttpResponse(status=204)
    return JsonResponse({"state": state})
