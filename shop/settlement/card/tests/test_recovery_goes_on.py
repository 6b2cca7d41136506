"""One that fails unexpectedly in the recovery is logged, and stops no other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from shop.settlement.card import paying, returning
from shop.settlement.card.recovery import recover
from shop.settlement.card.tests.card_world import a_card_order, books, paid, tell
from shop.settlement.refunding import ask as ask_back
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
PART = 50_000


def test_what_fails_unexpectedly_in_the_recovery_is_logged_and_stops_no_other(
    cards, order, total, monkeypatch, caplog
):
    others = [a_card_order() for _ in range(3)]
    for each in (order, *others):
        paid(cards, each)
    learn = paying.learn

    def breaks_at_the_first(*, session, at):
        if session.reference == order.number:
            raise IntegrityError("payment_source_gives_back_what_came")
        return learn(session=session, at=at)

    monkeypatch.setattr(paying, "learn", breaks_at_the_first)

    recovered = recover(now=NOW + timedelta(hours=1))

    assert (recovered.asked, recovered.settled) == (4, 3)
    assert books(order) == (0, 0)
    assert [books(each) for each in others] == [(total, 0)] * 3
    (said,) = [record for record in caplog.records if record.exc_info]
    assert "payment_source_gives_back_what_came" in said.exc_text


def test_refunds_and_events_that_fail_unexpectedly_stop_no_others(cards, order, total, monkeypatch, caplog):
    others = [a_card_order() for _ in range(2)]
    payments = [paid(cards, each) for each in (order, *others)]
    for payment in payments:
        cards.world.refund({"payment_intent": payment, "amount": str(PART)})
    for event in cards.world.events:
        if event["type"] != "refund.created":
            tell(event)
    asked = [
        ask_back(order=each, amount=1_000, reason="goodwill", key=each.number, at=NOW) for each in others
    ]
    learn_refund, send = returning.learn_refund, returning.send
    monkeypatch.setattr(
        returning,
        "learn_refund",
        lambda **told: learn_refund(**told) if told["refund"].payment != payments[0] else 1 / 0,
    )
    monkeypatch.setattr(
        returning, "send", lambda **told: send(**told) if told["refund"] != asked[0] else 1 / 0
    )

    recovered = recover(now=NOW + timedelta(hours=1))

    assert (recovered.refunds, recovered.events) == (1, 2)
    assert sum("ZeroDivisionError" in (record.exc_text or "") for record in caplog.records) == 2
    assert [books(each)[1] for each in others] == [PART, PART + 1_000]
