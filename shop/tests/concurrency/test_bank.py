"""Money that many tell of at once, by the feed and by a file, is written down once; answers too."""

from dataclasses import replace

import pytest

from shop.accounts.models import User
from shop.forks.payment.models import Transaction
from shop.payments.statements.layouts import layouts
from shop.payments.statements.reading import Statement
from shop.settlement.balance import balance
from shop.settlement.bank.answering import Answer, accept, give_back, settle_against
from shop.settlement.bank.exceptions import AlreadyAnswered, BankRefused
from shop.settlement.bank.models import Allowance, BankAccount, BankEvent, BankStatement, BankTransaction
from shop.settlement.bank.statements import apply_piece, keep
from shop.settlement.bank.taking_in import take_in
from shop.settlement.bank.tests.bank_world import (
    ACCOUNT,
    LATER,
    State,
    a_booking,
    a_credit,
    a_waiting_order,
    an_account,
    of_no_order,
    total,
)
from shop.settlement.models import Refund
from shop.tests.concurrency.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 16


@pytest.fixture(autouse=True)
def _account(settings):
    an_account(settings)


@pytest.fixture
def office():
    return User.objects.create_superuser(email="office@example.com", password="x")


def failures(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_one_booking_that_many_tell_is_kept_once():
    order = a_waiting_order()
    credit = a_credit(total(order), order.number)

    outcomes = at_once(
        lambda _: take_in(account=ACCOUNT, credit=credit, at=LATER, note="").is_new, range(HANDS)
    )

    assert failures(outcomes) == []
    assert sum(outcomes) == 1
    assert BankTransaction.objects.get().state == State.SETTLED
    assert (Transaction.objects.count(), BankAccount.objects.count()) == (1, 1)


def test_a_statement_without_references_and_the_feed_at_once_tell_one_booking(office):
    orders = [a_waiting_order() for _ in range(6)]
    told = [a_credit(total(order), order.number) for order in orders]
    nameless = tuple(replace(credit, reference="", row=row) for row, credit in enumerate(told, 2))
    read = Statement(layouts()[0], frozenset(), nameless, (), 0)
    statement = keep(account=ACCOUNT, name="x", statement=read, at=LATER, by=office)

    def by_file(_):
        apply_piece(statement=BankStatement.objects.get(pk=statement.pk), seen=0, at=LATER)

    def by_feed(credit):
        take_in(account=ACCOUNT, credit=credit, at=LATER, note="")

    steps = [(by_file, None)] * 4 + [(by_feed, credit) for credit in told * 2]
    outcomes = at_once(lambda step: step[0](step[1]), steps)

    assert all(isinstance(failure, AlreadyAnswered) for failure in failures(outcomes)), outcomes
    assert list(BankTransaction.objects.values_list("state", flat=True)) == [State.SETTLED] * 6
    assert all(balance(order).received == total(order) for order in orders)
    statement.refresh_from_db()
    assert statement.rows_done == 6


def test_different_bookings_for_one_order_at_once_are_all_written_down():
    order = a_waiting_order()
    part = total(order) // 8
    told = [a_credit(part, order.number) for _ in range(8)]

    outcomes = at_once(lambda credit: take_in(account=ACCOUNT, credit=credit, at=LATER, note=""), told)

    assert failures(outcomes) == []
    assert set(BankTransaction.objects.values_list("state", flat=True)) == {State.SETTLED}
    assert balance(order).received == total(order)


ANSWERS = {
    "settle": lambda booking, order, answer: settle_against(
        booking=booking, number=order.number, answer=answer
    ),
    "give back": lambda booking, order, answer: give_back(booking=booking, answer=answer),
    "accept": lambda booking, order, answer: accept(booking=booking, answer=answer, most=5_000),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_one_answer_that_many_give_is_taken_once(office, name):
    order = a_waiting_order()
    booking = of_no_order(total(order)) if name == "settle" else a_booking(order, 3_000)
    answer = Answer(office, LATER, booking.state)

    outcomes = at_once(
        lambda _: ANSWERS[name](BankTransaction.objects.get(pk=booking.pk), order, answer), range(HANDS)
    )

    assert sum(isinstance(outcome, AlreadyAnswered) for outcome in outcomes) == HANDS - 1, outcomes
    by_hand = BankEvent.objects.filter(actor=office)
    assert by_hand.filter(state__in=[State.SETTLED, State.ANSWERED]).count() == 1
    assert Refund.objects.count() == (name == "give back")
    assert Allowance.objects.count() == (name == "accept")


def test_answers_and_new_money_for_one_order_at_once_never_block_each_other(office):
    order = a_waiting_order()
    first = a_booking(order, -3_000)

    def answers(_):
        return accept(
            booking=BankTransaction.objects.get(pk=first.pk),
            answer=Answer(office, LATER, "partial"),
            most=5_000,
        )

    def pays(number):
        take_in(account=ACCOUNT, credit=a_credit(3_000, order.number), at=LATER, note="")

    steps = [(answers, 0), (pays, 1)] * 4
    outcomes = at_once(lambda step: step[0](step[1]), steps)

    assert all(isinstance(failure, BankRefused) for failure in failures(outcomes)), outcomes
    now = balance(order)
    assert (now.owed, now.received) == (0, total(order) - 3_000 + 4 * 3_000)
