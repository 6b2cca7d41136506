"""What each event of a payment's life does, once; and what does not agree, for the office to see."""

import pytest

from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.settlement.balance import balance
from shop.settlement.card.events import REPEATED
from shop.settlement.card.models import CardSession, ProviderEvent
from shop.settlement.card.tests.card_world import (
    books,
    led_to_pay,
    of_kind,
    paid,
    states,
    tell,
    tell_all,
)
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
State, Outcome = CardSession.State, ProviderEvent.Outcome
COMPLETED = "checkout.session.completed"


def test_a_completed_session_settles_the_order(cards, order, total):
    payment = paid(cards, order)

    assert tell(of_kind(cards, COMPLETED)) == Outcome.APPLIED

    assert states(order) == {"new"}
    assert books(order) == (total, 0)
    assert order.sources.get().transactions.get().reference == payment
    assert ProviderEvent.objects.get().order == order


def test_an_event_told_again_does_nothing(cards, order, total):
    paid(cards, order)
    tell(of_kind(cards, COMPLETED))

    assert tell(of_kind(cards, COMPLETED)) == REPEATED
    assert books(order) == (total, 0)


def test_the_same_news_in_another_event_does_nothing(cards, order, total):
    paid(cards, order)
    tell(of_kind(cards, COMPLETED))

    assert tell({**of_kind(cards, COMPLETED), "id": "evt_other"}) == Outcome.NOTHING
    assert books(order) == (total, 0)


def test_an_event_may_come_before_our_own_call_has_returned(cards, order, total):
    paid(cards, order)
    order.card_sessions.update(session_id="", state=State.STARTED)

    tell(of_kind(cards, COMPLETED))

    assert order.card_sessions.get().state == State.PAID
    assert books(order) == (total, 0)


def test_a_bank_that_says_yes_later_settles_the_order_later(cards, order, total):
    session = led_to_pay(order)
    cards.world.pay(session, later=True)
    tell_all(cards)
    assert states(order) == {"unpaid"}
    assert order.card_sessions.get().state == State.WAITING

    cards.world.decide(session, succeeds=True)
    tell_all(cards)

    assert states(order) == {"new"}
    assert books(order) == (total, 0)


def test_a_bank_that_says_no_later_lets_the_goods_go(cards, order):
    session = led_to_pay(order)
    cards.world.pay(session, later=True)
    cards.world.decide(session, succeeds=False)

    tell(of_kind(cards, "checkout.session.async_payment_failed"))
    tell(of_kind(cards, COMPLETED))

    assert states(order) == {"lapsed"}
    assert order.card_sessions.get().state == State.ENDED
    assert books(order) == (0, 0)


def test_an_expired_session_lets_the_goods_go(cards, order):
    session = led_to_pay(order)
    cards.world.expire(session)

    assert tell(of_kind(cards, "checkout.session.expired")) == Outcome.APPLIED
    assert states(order) == {"lapsed"}


def test_the_end_of_an_earlier_session_lets_nothing_go(cards, order):
    first = led_to_pay(order)
    order.card_sessions.update(state=State.ENDED)
    led_to_pay(order)
    cards.world.expire(first)

    assert tell(of_kind(cards, "checkout.session.expired")) == Outcome.NOTHING
    assert states(order) == {"unpaid"}


def test_money_for_a_cancelled_order_is_kept_to_be_given_back(cards, order, total):
    session = led_to_pay(order)
    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)
    cards.world.pay(session)

    tell(of_kind(cards, COMPLETED))

    assert states(order) == {"cancelled"}
    assert balance(order).to_give_back == total


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount_total": 1_000}, "1.000"),
        ({"currency": "usd"}, "usd"),
        ({"client_reference_id": "DB999999"}, "DB999999"),
        ({"payment_intent": None}, "không có tên"),
        ({"id": "cs_test_unknown"}, "không có phiên"),
        ({"id": "cs_test_unknown", "client_reference_id": "DB999999"}, "Không có đơn"),
    ],
)
def test_what_does_not_agree_is_a_fault_for_the_office_and_settles_nothing(cards, order, change, words):
    paid(cards, order)
    event = of_kind(cards, COMPLETED)
    event["data"]["object"] |= change

    assert tell(event) == Outcome.FAULT

    assert states(order) == {"unpaid"}
    assert books(order) == (0, 0)
    assert words in ProviderEvent.objects.get().fault


def test_kinds_that_we_do_nothing_with_are_kept(cards, order):
    paid(cards, order)

    assert tell(of_kind(cards, "payment_intent.created")) == Outcome.NOTHING
    assert tell({**of_kind(cards, COMPLETED), "type": "moon.landed"}) == Outcome.NOTHING
    assert states(order) == {"unpaid"}
    assert set(ProviderEvent.objects.values_list("payload", flat=True)[0]) == set()


def test_nothing_about_the_card_or_its_owner_is_kept(cards, order):
    paid(cards, order)
    event = of_kind(cards, COMPLETED)
    event["data"]["object"]["customer_details"] = {"email": "lan@example.com", "name": "Lò Thị Lan"}

    tell(event)

    assert "lan@example.com" not in str(ProviderEvent.objects.get().payload)
