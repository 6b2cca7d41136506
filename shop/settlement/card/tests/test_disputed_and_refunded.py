"""A dispute and a refund of one payment: together they may take more than ever came in by it."""

from datetime import timedelta

import pytest

from shop.payments.money import format_dong
from shop.settlement.balance import balance
from shop.settlement.card.faults import faults
from shop.settlement.card.models import ProviderEvent
from shop.settlement.card.recovery import recover
from shop.settlement.card.tests.card_world import books, of_kind, paid, tell
from shop.settlement.models import Refund
from shop.settlement.refunding import ask as ask_back
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
Outcome = ProviderEvent.Outcome
COMPLETED = "checkout.session.completed"
PART = 50_000
LOST, REFUNDED = "charge.dispute.closed", ("refund.created", "charge.refunded")
#: Which event says that more went back than came, by which of the two the shop was told first.
IN_EITHER_ORDER = pytest.mark.parametrize(
    ("kinds", "at_fault"),
    [
        ((LOST, *REFUNDED), set(REFUNDED)),
        ((LOST, *REFUNDED[::-1]), set(REFUNDED)),
        ((*REFUNDED, LOST), {LOST}),
        ((REFUNDED[1], LOST, REFUNDED[0]), set(REFUNDED)),
    ],
)


@IN_EITHER_ORDER
def test_a_dispute_over_all_and_a_refund_of_one_payment_are_booked_as_far_as_there_is_money(
    cards, order, total, kinds, at_fault
):
    payment = paid(cards, order)
    cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    cards.world.close_dispute(cards.world.dispute(payment)["id"], won=False)
    tell(of_kind(cards, COMPLETED))

    for kind in kinds * 2:
        tell(of_kind(cards, kind))

    assert books(order) == (total, total)
    kept = ProviderEvent.objects.filter(outcome=Outcome.FAULT)
    assert set(kept.values_list("kind", flat=True)) == at_fault
    assert all(format_dong(PART) in event.fault and event.order == order for event in kept)
    assert set(faults(now=NOW)) == set(kept), "the office sees them"
    assert list(money_differences()) == []
    recover(now=NOW + timedelta(hours=1))
    assert books(order) == (total, total)


def test_of_a_refund_that_is_more_than_is_left_the_rest_is_booked_and_follows_what_becomes_of_it(
    cards, order, total
):
    payment = paid(cards, order)
    refund = cards.world.refund({"payment_intent": payment, "amount": str(PART)}, waits=True)
    dispute = cards.world.dispute(payment)
    cards.world.disputes[dispute["id"]]["amount"] = total - 20_000
    cards.world.close_dispute(dispute["id"], won=False)
    tell(of_kind(cards, COMPLETED))
    tell(of_kind(cards, LOST))

    assert tell(of_kind(cards, "refund.created")) == Outcome.FAULT
    assert books(order) == (total, total)
    assert Refund.objects.get(reference=refund["id"]).amount == 20_000

    cards.world.decide_refund(refund["id"], succeeds=False)
    assert tell(of_kind(cards, "refund.updated")) == Outcome.APPLIED
    assert tell(of_kind(cards, "refund.failed")) == Outcome.NOTHING
    assert balance(order).kept == 20_000


def test_a_refund_that_failed_in_the_end_took_nothing_and_is_no_fault(cards, order, total):
    payment = paid(cards, order)
    refund = cards.world.refund({"payment_intent": payment, "amount": str(PART)}, waits=True)
    cards.world.decide_refund(refund["id"], succeeds=False)
    cards.world.close_dispute(cards.world.dispute(payment)["id"], won=False)
    tell(of_kind(cards, COMPLETED))
    tell(of_kind(cards, LOST))

    assert tell(of_kind(cards, "refund.failed")) == Outcome.NOTHING
    assert books(order) == (total, total)


def test_a_refund_of_ours_that_a_dispute_has_overtaken_is_told_and_not_sent_for_ever(cards, order, total):
    payment = paid(cards, order)
    tell(of_kind(cards, COMPLETED))
    asked = ask_back(order=order, amount=PART, reason="goodwill", key="k", at=NOW)
    cards.world.refund(
        {"payment_intent": payment, "amount": str(PART), "metadata": {"refund": str(asked.pk)}}
    )
    cards.world.close_dispute(cards.world.dispute(payment)["id"], won=False)
    tell(of_kind(cards, LOST))

    recover(now=NOW + timedelta(hours=1))

    asked.refresh_from_db()
    assert asked.state == Refund.State.FAILED
    assert books(order) == (total, total)
    assert tell(of_kind(cards, "charge.refunded")) == Outcome.FAULT
