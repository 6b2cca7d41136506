"""/thanh-toan/ngan-hang/: where a bank-feed service tells of money that came in (docs/bank-feed.md).

Nothing is believed without a signature of now. What is told again changes nothing, and each booking is a
transaction of its own, so that a delivery that broke off is simply sent once more.
"""

import logging

from django.conf import settings
from django.http import Http404, JsonResponse
from django.http.request import RequestDataTooBig, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from shop.payments import bank_feed as feed
from shop.payments.account import shop_account
from shop.settlement.bank.taking_in import credit_told, take_in

logger = logging.getLogger(__name__)
CALLS_PER_ADDRESS = "240/m"


@csrf_exempt
@require_POST
def told(request):
    """200 with what was new; 401 for a signature that is wrong or old; 400 in words for what is malformed."""
    account = shop_account()
    if not settings.BANK_FEED_SECRET or account is None:
        raise Http404
    if is_ratelimited(request, group="bank-feed", key="ip", rate=CALLS_PER_ADDRESS, increment=True):
        return _refused(429, "Too many calls. Wait a minute.")
    now = timezone.now()
    try:
        body = _body(request)
        header = request.headers.get(feed.HEADER, "")
        feed.verify(header=header, body=body, secret=settings.BANK_FEED_SECRET, at=now)
        bookings = feed.transactions_of(body)
    except feed.NotFromTheFeed as refusal:
        return _refused(401, str(refusal))
    except feed.Malformed as refusal:
        return _refused(400, str(refusal))
    except (feed.TooLarge, RequestDataTooBig):
        return _refused(413, f"A body has at most {feed.MOST_BYTES >> 10} KB.")
    except UnreadablePostError:
        return _refused(400, "The body broke off.")
    return JsonResponse(_taken(bookings, account.number, now))


def _refused(status, words):
    return JsonResponse({"error": words}, status=status)


def _body(request):
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > feed.MOST_BYTES:
        raise feed.TooLarge
    if len(request.body) > feed.MOST_BYTES:
        raise feed.TooLarge
    return request.body


def _taken(bookings, account, now):
    """How many were new, known, too large, or passed over: money out, and other accounts' money."""
    ours, too_large = feed.came_in(bookings, account)
    for one in too_large:
        # No order of ours comes to so much; it may not keep the others of its body from being taken in.
        logger.error("The bank feed told of %s đồng, which is not taken in: %s", one.amount, one.reference)
    note = _("Bank feed")
    new = sum(take_in(account=account, credit=credit_told(one), at=now, note=note).is_new for one in ours)
    counts = {"new": new, "known": len(ours) - new, "too_large": len(too_large)}
    return {**counts, "passed_over": len(bookings) - len(ours) - len(too_large)}
