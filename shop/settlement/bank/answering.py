"""What the office answers about a booking: one step each, compared and set, with who and why kept for good.

Each first locks the account's row, as whatever takes bookings in does: so a booking and its order are always
locked in the same order.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.forks.order.models import Order
from shop.fulfilment.operations import pass_to_points
from shop.fulfilment.states import Status
from shop.payments.money import format_dong
from shop.settlement.balance import Balance, balance
from shop.settlement.bank.exceptions import AlreadyAnswered, BankRefused
from shop.settlement.bank.models import Allowance, BankTransaction
from shop.settlement.bank.reconciling import become, settle
from shop.settlement.bank.taking_in import locked
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.receiving import lock
from shop.settlement.refunding import ask

State = BankTransaction.State
SHORTEST_REASON = 3


@dataclass(frozen=True)
class Answer:
    """Who answers, when, and from which state they saw the booking in."""

    by: object
    at: datetime
    seen: str


def settle_against(*, booking: BankTransaction, number: str, answer: Answer) -> BankTransaction:
    """Hands the money on to the order of this number. Raises BankRefused."""
    with _answering(booking, answer, State.UNKNOWN):
        order = Order.objects.filter(number=one_line(number).upper().replace(" ", "")).first()
        if order is None:
            raise BankRefused({"number": _("There is no order with this number.")})
        become(booking=booking, state=State.NEW, at=answer.at, by=answer.by, seen=answer.seen)
        words = _("Settled against the order by hand.")
        return settle(booking=booking, order=order, at=answer.at, by=answer.by, note=words)


def give_back(*, booking: BankTransaction, answer: Answer) -> Refund:
    """Asks for what the shop has no right to of this money to go back. Raises BankRefused."""
    with _answering(booking, answer, State.PARTIAL, State.OVER, State.DOUBLE, State.LATE):
        amount = to_give_back(booking, balance(lock(booking.order)))
        if not amount:
            raise BankRefused({"": _nothing_to_give_back(booking)})
        named = {"key": f"bank:{booking.pk}", "note": booking.memo[:200]}
        try:
            refund = ask(
                order=booking.order,
                amount=amount,
                reason=Refund.Reason.OVERPAID,
                at=answer.at,
                actor=answer.by,
                **named,
            )
        except RefundRefused as refusal:
            raise BankRefused({"": str(refusal)}) from refusal
        words = _("%(amount)s is to go back.") % {"amount": format_dong(amount)}
        _answered(booking, answer, words)
        return refund


def to_give_back(booking: BankTransaction, now: Balance) -> int:
    """Đồng of this booking that the shop has no right to."""
    return min(booking.amount, now.to_give_back)


def _nothing_to_give_back(booking):
    if booking.state == State.PARTIAL:
        return _("The order waits for the rest. Cancel the order first if the money is to go back.")
    return _("Nothing is to go back for this order, or it has been asked for already.")


def accept(*, booking: BankTransaction, answer: Answer, most: int) -> Allowance | None:
    """Lets pass what is missing, or too much, up to `most` đồng; with 0, only what is no question any more.

    Raises BankRefused.
    """
    with _answering(booking, answer, State.PARTIAL, State.OVER, State.DOUBLE, State.LATE):
        order = lock(booking.order)
        difference = to_let_pass(booking, balance(order), most)
        if difference is None:
            raise BankRefused({"": _("At most %(most)s may be let pass.") % {"most": format_dong(most)}})
        words = _("Let pass: %(amount)s.") % {"amount": format_dong(abs(difference))}
        _answered(booking, answer, words if difference else _("Nothing is open any more."))
        return _allow(booking, order, difference, answer) if difference else None


def to_let_pass(booking: BankTransaction, now: Balance, most: int) -> int | None:
    """Đồng that are missing (or, negative, too much); None where that is more than `most`.

    Only a difference is let pass: what came for nothing, or for goods that were let go, is given back.
    """
    surplus = to_give_back(booking, now)
    if booking.state == State.OVER:
        difference = -surplus
    elif surplus:
        return None
    else:
        difference = now.owed if booking.state == State.PARTIAL else 0
    return difference if abs(difference) <= most else None


def _allow(booking, order, difference, answer):
    allowance = Allowance.objects.create(
        order=order, transaction=booking, amount=difference, by=answer.by, at=answer.at
    )
    waits = order.fulfilments.filter(status=Status.UNPAID).exists()
    if waits and not balance(order).owed:
        pass_to_points(order=order, at=answer.at)
    return allowance


def ignore(*, booking: BankTransaction, reason: str, answer: Answer) -> None:
    """It is not for any order of the shop's, for the reason given. Raises BankRefused."""
    reason = one_line(reason)
    if len(reason) < SHORTEST_REASON:
        raise BankRefused({"reason": _("Say in a few words why.")})
    with _answering(booking, answer, State.UNKNOWN):
        told = {"state": State.IGNORED, "at": answer.at, "by": answer.by, "seen": answer.seen}
        become(booking=booking, note=reason, **told)


def _answered(booking, answer, words):
    told = {"state": State.ANSWERED, "at": answer.at, "by": answer.by, "seen": answer.seen}
    become(booking=booking, order=booking.order, note=words, **told)


@contextmanager
def _answering(booking, answer, *states):
    """One transaction in which the account is locked, for a booking in one of these states.

    Raises AlreadyAnswered where its state is not the one that was seen, BankRefused where it is no such one.
    """
    with transaction.atomic():
        locked(booking.account.number)
        booking.refresh_from_db()
        if booking.state != answer.seen:
            raise AlreadyAnswered({"": _("Nothing was changed: somebody was quicker.")})
        if booking.state not in states:
            raise BankRefused({"": _("This answer is not possible for this booking.")})
        yield
