"""Signed events: read where they are ours and fresh, refused otherwise."""

import json
from datetime import timedelta

import pytest

from shop.payments.card.events import KINDS, TOLERANCE, read_event
from shop.payments.card.exceptions import BadEvent, BadSignature, NotConfigured
from shop.payments.card.values import CardCharge, CardDispute, CardRefund, Session
from shop.tests.stripe.server import SECRET
from shop.tests.stripe.webhook import signed
from shop.tests.worlds import NOW

ASKED = {
    "mode": "payment",
    "client_reference_id": "DB100001",
    "metadata": {"order": "DB100001", "attempt": "2"},
    "success_url": "https://shop.example/",
    "cancel_url": "https://shop.example/",
    "line_items": {
        "0": {
            "quantity": "1",
            "price_data": {"currency": "vnd", "unit_amount": "185000", "product_data": {"name": "Đơn hàng"}},
        }
    },
}


@pytest.fixture
def world(cards):
    """A payment's whole life has happened."""
    world = cards.world
    payment = world.pay(world.open_session(ASKED)["id"])["payment_intent"]
    world.refund({"payment_intent": payment, "amount": "85000", "metadata": {"refund": "7"}})
    refund = world.refund({"payment_intent": payment}, waits=True)
    world.decide_refund(refund["id"], succeeds=False)
    world.close_dispute(world.dispute(payment)["id"], won=False)
    for succeeds in (True, False):
        session = world.pay(world.open_session(ASKED)["id"], later=True)
        world.decide(session["id"], succeeds=succeeds)
    world.expire(world.open_session(ASKED)["id"])
    return world


def read(event, secret=SECRET, *, age=0):
    return read_event(*signed(event, secret, age=age))


def of_kind(world, kind):
    return next(event for event in world.events if event["type"] == kind)


def about(world, kind):
    return read(of_kind(world, kind)).about


def test_a_completed_session_is_read(world):
    event = read(of_kind(world, "checkout.session.completed"))

    assert event.created == NOW
    assert isinstance(event.about, Session)
    assert event.about.is_paid
    assert (event.about.reference, event.about.attempt, event.about.amount) == ("DB100001", 2, 185_000)


def test_refunds_charges_and_disputes_are_read(world):
    refund, charge = about(world, "refund.created"), about(world, "charge.refunded")
    dispute, failed = about(world, "charge.dispute.closed"), about(world, "refund.failed")

    assert isinstance(refund, CardRefund)
    assert (refund.amount, refund.reference, refund.is_done) == (85_000, "7", True)
    assert isinstance(charge, CardCharge)
    assert (charge.amount, charge.refunded) == (185_000, 85_000)
    assert isinstance(dispute, CardDispute)
    assert (dispute.amount, dispute.reason, dispute.status) == (185_000, "fraudulent", "lost")
    assert failed.is_lost
    assert failed.why_failed == "lost_or_stolen_card"
    assert refund.payment == charge.payment == dispute.payment == failed.payment


def test_the_stand_in_makes_nearly_every_kind_that_the_shop_knows(world):
    made = {event["type"] for event in world.events}

    assert set(KINDS) - made == {
        "charge.dispute.updated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    }


def test_kinds_that_the_shop_does_nothing_with_are_read_without_what_they_are_about(world):
    assert read(of_kind(world, "payment_intent.created")).about is None
    assert read({**world.events[0], "type": "moon.landed"}).kind == "moon.landed"


def test_a_strangers_signature_is_refused(world):
    with pytest.raises(BadSignature):
        read(world.events[0], "whsec_of_somebody_else")


@pytest.mark.parametrize("header", ["", "v1=abc", "t=1,v1=abc", "t=abc,v1=abc", "t=1", "nonsense"])
def test_a_signature_that_is_none_is_refused(world, header):
    with pytest.raises(BadSignature):
        read_event(json.dumps(world.events[0]).encode(), header)


def test_a_changed_body_is_refused(world):
    body, signature = signed(world.events[0], SECRET)

    with pytest.raises(BadSignature):
        read_event(body.replace(b"185000", b"185001"), signature)


def test_a_signature_from_longer_ago_than_the_tolerance_is_refused(world):
    assert read(world.events[0], age=TOLERANCE - timedelta(minutes=1).seconds)
    with pytest.raises(BadSignature):
        read(world.events[0], age=TOLERANCE + 5)


@pytest.mark.parametrize("change", [{"id": None}, {"data": None}, {"data": {"object": {}}}, {"created": "x"}])
def test_what_is_signed_but_cannot_be_read_is_refused(world, change):
    event = {**of_kind(world, "checkout.session.completed"), **change}
    event = {name: value for name, value in event.items() if value is not None}

    with pytest.raises(BadEvent):
        read(event)


@pytest.mark.parametrize("body", [b"\xff\xfe", b""])
def test_a_body_that_is_no_text_is_refused(cards, body):
    with pytest.raises((BadEvent, BadSignature)):
        read_event(body, "t=1,v1=abc")


def test_a_signed_text_that_is_no_object_is_refused(cards):
    with pytest.raises(BadEvent):
        read(["list"])


def test_without_a_secret_nothing_is_believed(settings):
    with pytest.raises(NotConfigured):
        read_event(*signed({"id": "evt_1"}, SECRET))
