"""What each event of a payment's life does, once; and what does not agree, for the office to see."""

from datetime import timedelta

import pytest

from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.settlement.balance import balance
from shop.settlement.card.events import REPEATED
from shop.settlement.card.models import CardSession, Dispute, ProviderEvent
from shop.settlement.card.recovery import recover
from shop.settlement.card.tests.card_world import (
    a_card_order,
    books,
    led_to_pay,
    of_kind,
    outcomes,
    paid,
    states,
    tell,
    tell_all,
)
from shop.settlement.models import Refund
from shop.settlement.refunding import ask as ask_back
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
State, Outcome = CardSession.State, ProviderEvent.Outcome
COMPLETED = "checkout.session.completed"
PART = 50_000


@pytest.fixture
def order(cards):
    return a_card_order()


@pytest.fixture
def total(order):
    return int(order.total_incl_tax)


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
        ({"amount_total": 1_000}, "1000 đồng instead of"),
        ({"currency": "usd"}, "'usd'"),
        ({"client_reference_id": "DB999999"}, "DB999999"),
        ({"payment_intent": None}, "no name"),
        ({"id": "cs_test_unknown"}, "knows no session"),
        ({"id": "cs_test_unknown", "client_reference_id": "DB999999"}, "no order"),
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


def test_a_refund_made_in_the_companys_dashboard_is_written_down(cards, order, total):
    payment = paid(cards, order)
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    cards.world.refund({"payment_intent": payment})

    tell_all(cards)

    assert books(order) == (total, total)
    assert sorted(Refund.objects.values_list("amount", "state")) == sorted(
        [(PART, "sent"), (total - PART, "sent")]
    )
    assert set(outcomes("charge.refunded")) == {Outcome.NOTHING}


def test_what_is_told_before_its_payment_waits_for_it(cards, order, total):
    payment = paid(cards, order)
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    dispute = cards.world.dispute(payment)
    cards.world.close_dispute(dispute["id"], won=True)

    for event in reversed(cards.world.events):
        tell(event)

    assert books(order) == (total, PART)
    assert Dispute.objects.get().state == Dispute.State.WON
    assert not ProviderEvent.objects.filter(outcome=Outcome.WAITING).exists()


def test_a_refund_that_fails_counts_as_money_that_we_have_again(cards, order, total):
    payment = paid(cards, order)
    refund = cards.world.refund({"payment_intent": payment, "amount": str(PART)}, waits=True)
    tell_all(cards)
    assert balance(order).returned == PART

    cards.world.decide_refund(refund["id"], succeeds=False)
    tell_all(cards)

    assert balance(order).kept == total
    assert Refund.objects.get().state == Refund.State.FAILED
    assert Refund.objects.get().fault == "lost_or_stolen_card"


def test_a_failed_refund_stays_failed_whatever_comes_late(cards, order, total):
    payment = paid(cards, order)
    refund = cards.world.refund({"payment_intent": payment, "amount": str(PART)}, waits=True)
    cards.world.decide_refund(refund["id"], succeeds=False)
    tell(of_kind(cards, COMPLETED))

    for kind in ("refund.failed", "refund.updated", "refund.created"):
        tell(of_kind(cards, kind))

    assert Refund.objects.get().state == Refund.State.FAILED
    assert balance(order).kept == total


def test_a_refund_of_another_amount_than_was_asked_for_is_a_fault(cards, order, total):
    payment = paid(cards, order)
    tell(of_kind(cards, COMPLETED))
    asked = ask_back(order=order, amount=PART, reason="goodwill", key="k", at=NOW)
    cards.world.refund({"payment_intent": payment, "amount": "60000", "metadata": {"refund": str(asked.pk)}})

    assert tell(of_kind(cards, "refund.created")) == Outcome.FAULT
    assert books(order) == (total, 0)


def test_a_refund_in_another_currency_is_a_fault(cards, order):
    payment = paid(cards, order)
    tell(of_kind(cards, COMPLETED))
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    for kind in ("refund.created", "charge.refunded"):
        of_kind(cards, kind)["data"]["object"]["currency"] = "usd"

    assert tell(of_kind(cards, "refund.created")) == Outcome.FAULT


def test_a_dispute_is_seen_by_the_office_and_money_that_is_lost_is_gone(cards, order, total):
    payment = paid(cards, order)
    dispute = cards.world.dispute(payment)
    tell_all(cards)
    assert Dispute.objects.get().state == Dispute.State.OPEN
    assert books(order) == (total, 0)

    cards.world.close_dispute(dispute["id"], won=False)
    tell_all(cards)

    assert Dispute.objects.get().state == Dispute.State.LOST
    assert books(order) == (total, total)


def test_a_dispute_that_is_won_leaves_the_money(cards, order, total):
    payment = paid(cards, order)
    dispute = cards.world.dispute(payment)
    cards.world.close_dispute(dispute["id"], won=True)

    # The opening is told after the end.
    for kind in (COMPLETED, "charge.dispute.closed", "charge.dispute.created"):
        tell(of_kind(cards, kind))

    assert Dispute.objects.get().state == Dispute.State.WON
    assert books(order) == (total, 0)


def test_a_dispute_lost_after_part_went_back_takes_no_more_than_there_was(cards, order, total):
    payment = paid(cards, order)
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    cards.world.close_dispute(cards.world.dispute(payment)["id"], won=False)

    tell_all(cards)

    assert books(order) == (total, total)


def test_an_event_that_waits_for_what_no_webhook_told_is_finished_by_asking(cards, order, total):
    payment = paid(cards, order)
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    tell(of_kind(cards, COMPLETED))
    assert tell(of_kind(cards, "charge.refunded")) == Outcome.WAITING

    recovered = recover(now=NOW + timedelta(hours=1))

    assert recovered.events == 1
    assert books(order) == (total, PART)
    assert outcomes("charge.refunded") == [Outcome.NOTHING]
