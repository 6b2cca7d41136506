"""A process dies by kill -9 anywhere in a card payment: nothing is lost, and nothing is done twice.

Each process is a fork that kills itself at one statement of its database, or right before or after a call of
the card company; the next one dies a step later, until one comes through.
"""

import itertools
import os
import signal

import pytest
import stripe
from django.db import connection

from shop.fulfilment.queries import all_stock_differences
from shop.payments.card.gateway import gateway
from shop.settlement.card.paying import was_paid_after_all
from shop.settlement.card.recovery import recover
from shop.settlement.card.returning import send
from shop.settlement.card.tests.card_world import (
    a_card_order,
    books,
    led_to_pay,
    of_kind,
    paid,
    states,
    tell,
    tell_all,
)
from shop.settlement.deadlines import lapse_unpaid
from shop.settlement.models import Refund
from shop.settlement.refunding import ask
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PART, LATE = 50_000, NOW.replace(year=2027)
COMPLETED = "checkout.session.completed"


class Death:
    """Comes at the step of a number, counted from 0."""

    def __init__(self, at):
        self.left = at

    def step(self):
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def at_a_statement(self, execute, *how):
        self.step()
        return execute(*how)

    def around(self, call):
        def made(*args, **kwargs):
            self.step()
            answer = call(*args, **kwargs)
            self.step()
            return answer

        return made


def dies(action, at) -> bool:
    """Whether a process that carries out `action` dies at this step; it comes through where there is none."""
    connection.close()
    process = os.fork()
    if not process:
        death = Death(at)
        stripe.RequestsClient.request = death.around(stripe.RequestsClient.request)
        try:
            with connection.execute_wrapper(death.at_a_statement):
                action()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def each_death(action_of, least):
    """Kills one process after the other, each a step later and about an order of its own."""
    for at in itertools.count():
        order = a_card_order()
        action = action_of(order)
        died = dies(action, at)
        yield order, action
        if not died:
            assert at >= least, at
            return


def assert_all_adds_up():
    assert list(money_differences()) == []
    assert all_stock_differences() == []


def test_on_the_way_to_the_page_there_is_one_page_and_it_can_be_paid(cards):
    for order, _action in each_death(lambda order: lambda: led_to_pay(order), least=15):
        cards.world.pay(led_to_pay(order))
        tell_all(cards)

        mine = [s for s in cards.world.sessions.values() if s["client_reference_id"] == order.number]
        assert len(mine) == order.card_sessions.count() == 1
        assert (books(order), states(order)) == ((order.total_incl_tax, 0), {"new"})
    assert_all_adds_up()


def test_while_an_event_is_taken_in_it_is_taken_in_once(cards):
    def told(order):
        paid(cards, order)
        event = of_kind(cards, COMPLETED)
        return lambda: tell(event)

    for order, again in each_death(told, least=20):
        # Stripe has had no answer, so it tells it again.
        again()
        again()

        assert (books(order), states(order)) == ((order.total_incl_tax, 0), {"new"})
    assert_all_adds_up()


def test_while_a_paid_order_is_about_to_be_let_go_its_money_is_found(cards):
    def swept(order):
        paid(cards, order)
        return lambda: lapse_unpaid(now=LATE, last_look=was_paid_after_all)

    for order, again in each_death(swept, least=20):
        again()

        assert (books(order), states(order)) == ((order.total_incl_tax, 0), {"new"})
    assert_all_adds_up()


def test_while_a_refund_is_sent_it_is_sent_once(cards):
    def asked(order):
        paid(cards, order)
        tell(of_kind(cards, COMPLETED))
        refund = ask(order=order, amount=PART, reason="goodwill", key=order.key, at=NOW)
        return lambda: send(refund=refund, at=NOW)

    for order, _action in each_death(asked, least=15):
        recover(now=LATE)
        tell_all(cards)

        payment = order.sources.get().transactions.get(txn_type="Debit").reference
        assert [made.amount for made in gateway().refunds(payment)] == [PART]
        assert books(order) == (order.total_incl_tax, PART)
    assert set(Refund.objects.values_list("state", flat=True)) == {"sent"}
    assert_all_adds_up()
