"""Refunds are sent to cards once, whatever gets lost on the way; and what was left open is finished."""

from datetime import timedelta

import pytest

from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.settlement.card import returning
from shop.settlement.card.models import CardSession
from shop.settlement.card.recovery import Recovered, recover
from shop.settlement.card.returning import asked_by_card, send
from shop.settlement.card.tests.card_world import a_card_order, books, led_to_pay, paid, states, tell_all
from shop.settlement.models import Refund
from shop.settlement.refunding import ask
from shop.tests.stripe.api import REPLY_LOST
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
State = Refund.State
PART, LATER = 50_000, NOW + timedelta(hours=2)


@pytest.fixture
def order(cards):
    order = a_card_order()
    paid(cards, order)
    tell_all(cards)
    return order


def asked(order, amount=PART, key="k"):
    return ask(order=order, amount=amount, reason="goodwill", key=key, at=NOW)


def test_a_refund_is_sent_to_the_card_that_paid(cards, order):
    refund = asked(order)

    send(refund=refund, at=NOW)

    refund.refresh_from_db()
    made = next(iter(cards.world.refunds.values()))
    assert (refund.state, refund.reference) == (State.SENT, made["id"])
    assert (made["amount"], made["metadata"]) == (PART, {"refund": str(refund.pk)})
    assert books(order) == (order.total_incl_tax, PART)
    assert not asked_by_card().exists()


def test_its_own_events_change_nothing_more(cards, order):
    send(refund=asked(order), at=NOW)

    tell_all(cards)

    assert books(order) == (order.total_incl_tax, PART)
    assert Refund.objects.count() == 1


def test_its_event_may_come_before_the_answer(cards, order, asks_once):
    refund = asked(order)
    cards.api.faults.extend([None, REPLY_LOST])
    send(refund=refund, at=NOW)
    assert asked_by_card().count() == 1

    tell_all(cards)

    refund.refresh_from_db()
    assert refund.state == State.SENT


def test_after_a_lost_answer_it_is_found_and_not_sent_twice(cards, order, asks_once, monkeypatch):
    refund = asked(order)
    cards.api.faults.extend([None, REPLY_LOST])
    send(refund=refund, at=NOW)
    # So late that the company has forgotten the idempotency key.
    cards.api.keys._asked.clear()

    send(refund=refund, at=LATER)

    refund.refresh_from_db()
    assert refund.state == State.SENT
    assert len(cards.world.refunds) == 1
    assert books(order) == (order.total_incl_tax, PART)


def test_what_the_company_refuses_is_told_to_the_office(cards, order):
    payment = order.sources.get().transactions.get().reference
    refund = asked(order)
    cards.world.refund({"payment_intent": payment})

    send(refund=refund, at=NOW)

    refund.refresh_from_db()
    assert refund.state == State.FAILED
    assert "already been refunded" in refund.fault


def test_two_refunds_of_one_payment_are_two(cards, order):
    for key in ("a", "b"):
        send(refund=asked(order, key=key), at=NOW)

    assert books(order) == (order.total_incl_tax, 2 * PART)
    assert len(cards.world.refunds) == 2


def test_recovery_sends_what_was_asked_for_and_takes_in_what_was_paid(cards, order):
    asked(order)
    other = a_card_order()
    paid(cards, other)

    recovered = recover(now=LATER)

    assert recovered == Recovered(asked=1, settled=1, refunds=1, events=0)
    assert books(order)[1] == PART
    assert states(other) == {"new"}
    assert recover(now=LATER) == Recovered()


def test_recovery_lets_go_what_was_not_paid(cards, order):
    other = a_card_order()
    led_to_pay(other)
    cards.world.seconds += 7200

    recover(now=LATER)

    assert states(other) == {"lapsed"}


def test_recovery_closes_the_page_of_an_order_that_is_off(cards, order):
    other = a_card_order()
    session = led_to_pay(other)
    cancel_order(order=other, at=NOW, by=Mover.OFFICE)

    recover(now=LATER)

    assert cards.world.sessions[session]["status"] == "expired"
    assert states(other) == {"cancelled"}


def test_recovery_leaves_a_shopper_on_the_page_alone(cards, order):
    led_to_pay(a_card_order())

    assert recover(now=NOW + timedelta(minutes=1)).asked == 0


def test_recovery_ends_a_try_that_never_had_a_page(cards, order, asks_once):
    other = a_card_order()
    led_to_pay(other)
    other.card_sessions.update(session_id="", state=CardSession.State.STARTED)

    recover(now=LATER)

    assert other.card_sessions.get().state == CardSession.State.ENDED


def test_recovery_during_an_outage_changes_nothing(cards, order, asks_once):
    refund = asked(order)
    cards.api.faults.extend([503] * 5)

    assert recover(now=LATER).refunds == 0

    refund.refresh_from_db()
    assert refund.state == State.ASKED


def test_recovery_without_keys_has_nothing_to_do(db, settings):
    assert recover(now=NOW) == Recovered()


def test_a_refund_for_an_order_without_a_card_payment_is_refused(cards, order):
    refund = asked(order)
    refund.source.transactions.model.objects.none()

    assert returning._payments(refund.source) == [order.sources.get().transactions.get().reference]
