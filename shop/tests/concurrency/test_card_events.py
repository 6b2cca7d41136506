"""Each event of a payment's life a hundred times, shuffled, from many hands: one effect, or a refusal.

The events are those of the stand-in of Stripe's API, told to the shop's own webhook. Copies with a bad or an
old signature are among them.
"""

import logging
import random

import pytest
from django.test import Client

from shop.fulfilment.operations import cancel_order
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Mover
from shop.payments.card.gateway import gateway
from shop.settlement.balance import balance
from shop.settlement.card import paying
from shop.settlement.card.models import CardSession, Dispute, ProviderEvent
from shop.settlement.card.recovery import recover
from shop.settlement.card.returning import send
from shop.settlement.card.tests.card_world import (
    BACK,
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
from shop.tests.concurrency.together import at_once
from shop.tests.stripe.server import SECRET
from shop.tests.stripe.webhook import OLD, signed
from shop.tests.worlds import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TIMES, HANDS, LONGEST = 100, 8, 900
PART = 50_000
WEBHOOK = "/thanh-toan/stripe/"
LATE = NOW.replace(year=2027)


def post(event, secret=SECRET, age=0) -> int:
    """What the shop's webhook answers to an event."""
    body, signature = signed(event, secret, age=age)
    headers = {"Stripe-Signature": signature}
    return Client().post(WEBHOOK, body, content_type="application/json", headers=headers).status_code


@pytest.fixture(autouse=True)
def thousands_of_refusals_stay_out_of_the_log():
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def storm(events, seed):
    """Each event so many times, good, badly signed and signed long ago, in one heap dealt to many hands."""
    heap = [(event, SECRET, 0, 200) for event in events]
    heap += [(event, "whsec_of_somebody_else", 0, 400) for event in events]
    heap += [(event, SECRET, OLD, 400) for event in events]
    heap *= TIMES
    random.Random(seed).shuffle(heap)

    def tell_some(number):
        return [
            (event["type"], expected, answer)
            for event, secret, age, expected in heap[number::HANDS]
            if (answer := post(event, secret, age)) != expected
        ]

    wrong = at_once(tell_some, range(HANDS), seconds=LONGEST)
    assert wrong == [[]] * HANDS, [
        faults if isinstance(faults, Exception) else faults[:3] for faults in wrong
    ]


class Lives:
    """One order for each way that a payment can go; the shop has been told nothing of it yet."""

    def __init__(self, stand_in):
        world = self.world = stand_in.world
        names = ("plain", "later", "refused", "expired", "refunded", "failed", "lost", "cancelled")
        self.orders = {name: a_card_order() for name in names}
        payment = {
            name: paid(stand_in, self.orders[name]) for name in ("plain", "refunded", "failed", "lost")
        }
        for name, succeeds in (("later", True), ("refused", False)):
            session = led_to_pay(self.orders[name])
            world.pay(session, later=True)
            world.decide(session, succeeds=succeeds)
        world.expire(led_to_pay(self.orders["expired"]))
        session = led_to_pay(self.orders["cancelled"])
        cancel_order(order=self.orders["cancelled"], at=NOW, by=Mover.SHOPPER)
        world.pay(session)
        world.close_dispute(world.dispute(payment["plain"])["id"], won=True)
        world.close_dispute(world.dispute(payment["lost"])["id"], won=False)
        for amount in (str(PART), str(200_000 + 30_000 - PART)):
            world.refund({"payment_intent": payment["refunded"], "amount": amount})
        back = world.refund({"payment_intent": payment["failed"], "amount": str(PART)}, waits=True)
        world.decide_refund(back["id"], succeeds=False)
        world.events.append(
            {**of_kind(stand_in, "charge.succeeded"), "id": "evt_moon", "type": "moon.landed"}
        )

    def assert_each_effect_once(self):
        """What has come of each order."""
        total = int(self.orders["plain"].total_incl_tax)
        expected = {
            "plain": ({"new"}, (total, 0)),
            "later": ({"new"}, (total, 0)),
            "refused": ({"lapsed"}, (0, 0)),
            "expired": ({"lapsed"}, (0, 0)),
            "refunded": ({"new"}, (total, total)),
            "failed": ({"new"}, (total + PART, PART)),
            "lost": ({"new"}, (total, total)),
            "cancelled": ({"cancelled"}, (total, 0)),
        }
        assert {name: (states(o), books(o)) for name, o in self.orders.items()} == expected
        assert balance(self.orders["cancelled"]).to_give_back == total
        assert sorted(Dispute.objects.values_list("state", flat=True)) == ["lost", "won"]
        kept = ProviderEvent.objects.order_by("event_id").values_list("event_id", flat=True)
        assert list(kept) == sorted(event["id"] for event in self.world.events)
        unsettled = (ProviderEvent.Outcome.WAITING, ProviderEvent.Outcome.FAULT)
        assert not ProviderEvent.objects.filter(outcome__in=unsettled).exists()
        assert not CardSession.objects.filter(state__in=CardSession.LIVE).exists()
        assert all_stock_differences() == []
        assert list(money_differences()) == []


@pytest.fixture
def lives(cards):
    return Lives(cards)


def test_each_event_a_hundred_times_from_many_hands_has_one_effect(lives):
    storm(lives.world.events, seed=1)

    lives.assert_each_effect_once()


@pytest.mark.parametrize("seed", range(5))
def test_in_whatever_order_the_events_come_the_end_is_the_same(lives, seed):
    events = list(lives.world.events)
    random.Random(seed).shuffle(events)

    for event in events:
        tell(event, LATE)

    lives.assert_each_effect_once()


def test_ten_tabs_at_once_are_led_to_one_page(cards):
    order = a_card_order()

    pages = at_once(lambda _: paying.start(order=order, at=NOW, back_url=BACK), range(10))

    assert len(set(pages)) == len(cards.world.sessions) == 1, pages


def test_an_event_the_return_the_sweep_and_the_recovery_at_once_take_the_money_once(cards):
    order = a_card_order()
    paid(cards, order)
    event = of_kind(cards, "checkout.session.completed")
    ways = [
        lambda: tell(event),
        lambda: tell({**event, "id": "evt_another"}),
        lambda: paying.ask(order=order, at=NOW),
        lambda: paying.close(order=order, at=NOW),
        lambda: recover(now=LATE),
    ]

    outcomes = at_once(lambda way: way(), ways * 3)

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)], outcomes
    assert books(order) == (order.total_incl_tax, 0)
    assert states(order) == {"new"}
    assert list(money_differences()) == []


def test_closing_while_the_shopper_pays_ends_in_one_of_the_two(cards):
    for _ in range(10):
        order = a_card_order()
        session = led_to_pay(order)

        at_once(
            lambda way: way(),
            [
                lambda: cards.world.pay(session),  # noqa: B023
                lambda: lapse_unpaid(now=LATE, last_look=paying.was_paid_after_all),
                lambda: paying.ask(order=order, at=NOW),  # noqa: B023
            ],
        )
        tell_all(cards)

        is_paid = cards.world.session(session)["payment_status"] == "paid"
        assert books(order) == ((order.total_incl_tax if is_paid else 0), 0)
        assert states(order) == ({"new"} if is_paid else {"lapsed"})
    assert all_stock_differences() == []


def test_a_refund_that_many_send_at_once_is_sent_once(cards):
    order = a_card_order()
    payment = paid(cards, order)
    tell_all(cards)
    refund = ask(order=order, amount=PART, reason="goodwill", key="k", at=NOW)

    outcomes = at_once(lambda _: send(refund=Refund.objects.get(pk=refund.pk), at=NOW), range(6))
    tell_all(cards)

    assert outcomes == [None] * 6
    assert [made.amount for made in gateway().refunds(payment)] == [PART]
    assert books(order) == (order.total_incl_tax, PART)
    assert Refund.objects.get().state == Refund.State.SENT
