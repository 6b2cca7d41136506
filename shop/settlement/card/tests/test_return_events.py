"""Events about money that goes back: refunds, whoever made them, and disputes."""

from datetime import timedelta

import pytest

from shop.settlement.balance import balance
from shop.settlement.card.models import Dispute, ProviderEvent
from shop.settlement.card.recovery import recover
from shop.settlement.card.tests.card_world import (
    books,
    of_kind,
    outcomes,
    paid,
    tell,
    tell_all,
)
from shop.settlement.models import Refund
from shop.settlement.refunding import ask as ask_back
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
Outcome = ProviderEvent.Outcome
COMPLETED = "checkout.session.completed"
PART = 50_000


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
