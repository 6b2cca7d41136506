"""Asking to give goods back, answering, and closing; each in one transaction with what the buyer is told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.text import nfc
from shop.forks.order.models import Order
from shop.fulfilment.telling import tell_shopper
from shop.messages.kinds import Kind
from shop.returns.exceptions import ReturnRefused, TooMany
from shop.returns.models import ReturnLine, ReturnRequest
from shop.returns.queries import returnable
from shop.settlement.by_line import refund_lines
from shop.settlement.models import Refund
from shop.settlement.receiving import lock

State = ReturnRequest.State


@transaction.atomic
def ask_return(
    *, order: Order, units: dict[int, int], reason: str, words: str, key: str, at: datetime
) -> ReturnRequest:
    """Writes down that the buyer wants to give back so many units of each line (line id → units).

    The same key again is the same request. Raises TooMany where a line has fewer that can still go back, and
    ReturnRefused where a request waits already, or the lines are not this order's; nothing is written then.
    """
    locked = lock(order)
    made = ReturnRequest.objects.filter(key=key).first()
    if made and made.order_id == locked.pk:
        return made
    if made or locked.return_requests.filter(state=State.ASKED).exists():
        raise ReturnRefused(_("You have asked already. Please wait for our answer."))
    wanted = {pk: number for pk, number in units.items() if number > 0}
    _refuse(wanted, {each.line.pk: each.units for each in returnable(locked, at)})
    request = ReturnRequest.objects.create(
        order=locked, key=key, reason=reason, words=nfc(words).strip(), asked_at=at
    )
    rows = (ReturnLine(request=request, line_id=pk, quantity=number) for pk, number in wanted.items())
    ReturnLine.objects.bulk_create(rows)
    return request


def _refuse(wanted, left):
    if not wanted:
        raise ReturnRefused(_("Say how many of what you want to give back."))
    if wanted.keys() - left.keys():
        raise ReturnRefused(_("This cannot be given back here. Please look at the list once more."))
    for pk, number in sorted(wanted.items()):
        if number > left[pk]:
            raise TooMany(_("At most %(left)s can be given back.") % {"left": left[pk]}, pk, left[pk])


@transaction.atomic
def answer(*, request: ReturnRequest, accept: bool, words: str, at: datetime, actor) -> ReturnRequest:
    """Says yes, with what the buyer is to do, or no, with the reason; the buyer is told.

    An accepted one may still be refused, as the goods can turn out otherwise. Raises ReturnRefused where it
    has been answered or closed meanwhile, or where no words are given; nothing is changed then.
    """
    words = nfc(words).strip()
    if not words:
        raise ReturnRefused(_("Write what the buyer is to read."))
    before = [State.ASKED] if accept else ReturnRequest.OPEN
    changes = {
        "state": State.ACCEPTED if accept else State.REFUSED,
        "answer": words,
        "answered_at": at,
        "answered_by": actor,
    }
    _change(request, before, changes)
    tell_shopper(
        order=request.order,
        kind=Kind.RETURN_ANSWERED,
        event=f"return:{request.pk}:{request.state}",
        at=at,
        answer=words,
    )
    return request


@transaction.atomic
def refund_return(
    *,
    request: ReturnRequest,
    units: dict[int, int],
    came_back: bool,
    key: str,
    at: datetime,
    actor,
    note: str,
) -> Refund:
    """Asks for the money of what came back and closes the request with it; as `refund_lines`, and raises so.

    Raises ReturnRefused where the request is not one that was accepted and waits; nothing is changed then.
    """
    if made := Refund.objects.filter(key=key, return_request=request).first():
        return made
    how = {"came_back": came_back, "key": key, "at": at, "actor": actor, "note": note}
    refund = refund_lines(order=request.order, units=units, **how)
    _change(request, [State.ACCEPTED], {"state": State.CLOSED, "closed_at": at, "refund": refund})
    return refund


@transaction.atomic
def close_return(*, request: ReturnRequest, at: datetime) -> ReturnRequest:
    """Closes an accepted request without money: exchanged, or settled otherwise. Raises ReturnRefused."""
    return _change(request, [State.ACCEPTED], {"state": State.CLOSED, "closed_at": at})


def _change(request, before, changes):
    """The state is compared and set, so that of two people who answer at once one wins."""
    if not ReturnRequest.objects.filter(pk=request.pk, state__in=before).update(**changes):
        raise ReturnRefused(_("Nothing was changed: somebody was quicker."))
    request.refresh_from_db()
    return request
