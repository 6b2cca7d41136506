"""Orders that wait for a transfer, and what a bank tells of it."""

import itertools
from datetime import timedelta

from shop.payments.money import dong
from shop.payments.statements.reading import Credit
from shop.settlement.bank.answering import Answer
from shop.settlement.bank.models import BankEvent, BankTransaction
from shop.settlement.bank.taking_in import take_in
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

ACCOUNT = "257678859"
SECRET = "a secret of more than 24 characters"
LATER = NOW + timedelta(hours=1)
State = BankTransaction.State
_count = itertools.count(1)


def an_account(settings) -> None:
    """The shop has an account, and a service that tells of it."""
    settings.BANK_BIN, settings.BANK_ACCOUNT = "970416", ACCOUNT
    settings.BANK_ACCOUNT_NAME, settings.BANK_NAME = "TRUNG TAM OCOP DIEN BIEN", "ACB"
    settings.BANK_FEED_SECRET = SECRET
    settings.BANK_ACCEPT_DIFFERENCE = 5_000


def a_waiting_order(units=2, record=None, **wish):
    """An order that is to be paid by transfer."""
    record = record or put_on_shelf(a_product(), units + 3)
    return an_order((record.product, units), means="transfer", **wish)


def total(order) -> int:
    """What it costs, in đồng."""
    return dong(order.total_incl_tax)


def a_credit(amount, memo="", **values) -> Credit:
    """Money that came in, with a reference of its own unless another (or none, "") is given."""
    values = {"row": 1, "booked_at": NOW, "reference": f"FT{next(_count)}", **values}
    return Credit(amount=amount, memo=memo, **values)


def taken(credit, at=LATER) -> BankTransaction:
    """The booking as which it is kept."""
    return take_in(account=ACCOUNT, credit=credit, at=at, note="test").booking


def a_booking(order, difference=0, at=LATER) -> BankTransaction:
    """A booking that names the order and is so much more (or less) than its total."""
    memo = f"MBVCB.1.{order.number}.CT tu 0351"
    return taken(a_credit(total(order) + difference, memo), at)


def of_no_order(amount=77_000, memo="chuyen tien") -> BankTransaction:
    """A booking that names no order."""
    return taken(a_credit(amount, memo))


def an_answer(user, booking, at=LATER) -> Answer:
    """Somebody answers what they see now."""
    return Answer(by=user, at=at, seen=booking.state)


def happened(booking) -> list[tuple]:
    """(state, who, note) of each event."""
    rows = BankEvent.objects.filter(transaction=booking)
    return list(rows.values_list("state", "actor__email", "note"))
