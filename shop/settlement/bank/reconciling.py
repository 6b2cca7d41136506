"""What a booking pays: the order that its memo names, by the amount that is owed. Everything else is for the
office to answer.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shop.forks.order.models import Order
from shop.settlement.bank.exceptions import AlreadyAnswered
from shop.settlement.bank.matching import order_number_in
from shop.settlement.bank.models import BankEvent, BankTransaction
from shop.settlement.receiving import Outcome, receive

State = BankTransaction.State
#: What a booking is, by what became of its money.
STATE_OF = {
    Outcome.SETTLED: State.SETTLED,
    Outcome.REPEATED: State.SETTLED,
    Outcome.PARTIAL: State.PARTIAL,
    Outcome.OVER: State.OVER,
    Outcome.AGAIN: State.DOUBLE,
    Outcome.SHORT: State.LATE,
    Outcome.CANCELLED: State.LATE,
}


@transaction.atomic
def reconcile(*, booking: BankTransaction, at: datetime, note: str = "") -> BankTransaction:
    """Settles the order that a new booking names, once; or leaves it to the office as one of no known order.

    Raises AlreadyAnswered where it is not new any more.
    """
    order = order_of(booking)
    if order is None:
        return become(booking=booking, state=State.UNKNOWN, at=at, note=note)
    return settle(booking=booking, order=order, at=at, note=note)


def order_of(booking: BankTransaction) -> Order | None:
    """The order that the memo names, if there is one that can be paid by transfer."""
    number = order_number_in(booking.memo)
    return payable().filter(number=number).first() if number else None


def payable():
    """Orders that are paid before they go out; cash for the others is somebody else's to take."""
    return Order.objects.filter(payment_method__in=Order.PREPAID)


def settle(*, booking: BankTransaction, order: Order, at: datetime, note="", by=None) -> BankTransaction:
    """Hands the money on to the order, in the caller's transaction."""
    outcome = receive(
        order=order,
        means=Order.PaymentMethod.BANK_TRANSFER,
        amount=booking.amount,
        reference=booking.ledger_reference,
        at=at,
    )
    become(booking=booking, state=STATE_OF[outcome], at=at, order=order, note=note, by=by)
    if outcome in (Outcome.SETTLED, Outcome.OVER):
        _whole_now(order, at)
    return booking


def _whole_now(order, at):
    """What came before and was too little is no question any more."""
    for earlier in order.bank_transactions.filter(state=State.PARTIAL):
        words = _("The rest has come.")
        become(booking=earlier, state=State.SETTLED, at=at, order=order, note=words, seen=State.PARTIAL)


def become(
    *, booking: BankTransaction, state: str, at: datetime, order=None, note="", by=None, seen=State.NEW
) -> BankTransaction:
    """Moves a booking on from where the caller saw it, and writes that down. Raises AlreadyAnswered."""
    there = BankTransaction.objects.filter(pk=booking.pk, state=seen)
    if not there.update(state=state, order=order):
        raise AlreadyAnswered({"": _("Nothing was changed: somebody was quicker.")})
    booking.state, booking.order = state, order
    BankEvent.objects.create(
        transaction=booking, state=state, order=order, actor=by, note=note[:300], happened_at=at
    )
    return booking
