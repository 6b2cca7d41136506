"""The bank feed: whatever is delivered how often and in which order has one effect, or is refused."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shop.forks.payment.models import Transaction
from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.payments.bank_feed import HEADER, MOST_BYTES, sign
from shop.payments.money import MOST_PAID
from shop.settlement.balance import balance
from shop.settlement.bank.models import BankEvent, BankTransaction
from shop.settlement.bank.tests.bank_world import ACCOUNT, SECRET, State, a_waiting_order, an_account, total
from shop.settlement.refunding import ask_due, mark_sent
from shop.tests.concurrency.together import at_once

ADDRESS = "/thanh-toan/ngan-hang/"
TIMES, HANDS = 100, 16


@pytest.fixture(autouse=True)
def _the_feed(settings):
    an_account(settings)


def a_booking(amount, memo, **values):
    """One booking as the service tells it."""
    return {
        "account": ACCOUNT,
        "reference": "FT1",
        "amount": amount,
        "memo": memo,
        "booked_at": "2026-11-27T15:00:00+07:00",
        **values,
    }


def post(told, *, header=None, at=None, client=None, number=0):
    """Delivers it, signed now unless something else is said; each from an address of its own."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signed = sign(SECRET, body, at or timezone.now()) if header is None else header
    return (client or Client(raise_request_exception=False)).post(
        ADDRESS,
        body,
        content_type="application/json",
        headers={HEADER: signed},
        REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
    )


@pytest.mark.django_db
def test_a_booking_settles_its_order_and_is_known_from_then_on(client):
    order = a_waiting_order()
    told = a_booking(total(order), f"MBVCB.1.{order.number}.CT tu", payer="LO THI THU")

    assert post(told).json() == {"new": 1, "known": 0, "too_large": 0, "passed_over": 0}
    assert post(told).json() == {"new": 0, "known": 1, "too_large": 0, "passed_over": 0}

    booking = BankTransaction.objects.get()
    assert (booking.state, booking.order, booking.payer) == (State.SETTLED, order, "LO THI THU")


@pytest.mark.django_db
def test_many_in_one_body_and_what_is_not_ours_is_passed_over():
    order = a_waiting_order()
    many = [
        a_booking(total(order), order.number),
        a_booking(5, "x", reference="FT2"),
        a_booking(-5, "phi", reference="FT3"),
        a_booking(5, order.number, reference="FT4", account="999"),
    ]

    assert post({"transactions": many}).json() == {"new": 2, "known": 0, "too_large": 0, "passed_over": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24])
def test_an_old_signature_is_refused(minutes):
    answer = post(a_booking(5, "x"), at=timezone.now() - timedelta(minutes=minutes))

    assert answer.status_code == 401
    assert not BankTransaction.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "t=1,v1=x", "x" * 9_000, "t=0,v1=" + "0" * 64])
def test_without_a_sound_signature_nothing_is_read(header):
    assert post(b"not even JSON", header=header).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"x", b"[]", b"\xff\xfe", b"[" * 50_000, b'{"amount": 5}'])
def test_what_is_malformed_is_told_in_words(body):
    answer = post(body)

    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 10


@pytest.mark.django_db
def test_one_malformed_booking_among_many_and_none_is_taken_in():
    answer = post([a_booking(5, "x"), a_booking("5", "x")])

    assert (answer.status_code, BankTransaction.objects.count()) == (400, 0)
    assert "transactions[1].amount" in answer.json()["error"]


@pytest.mark.django_db
def test_a_booking_larger_than_the_ledger_has_room_for_keeps_no_other_from_being_taken_in(caplog):
    order = a_waiting_order()
    too_large = a_booking(MOST_PAID + 1, order.number)

    answer = post([too_large, a_booking(5, "x", reference="FT0")])

    assert answer.json() == {"new": 1, "known": 0, "too_large": 1, "passed_over": 0}
    assert str(MOST_PAID + 1) in caplog.text
    assert BankTransaction.objects.get().amount == 5
    others = [{**too_large, "account": "999"}, {**too_large, "amount": -MOST_PAID - 1}]
    assert post(others).json() == {"new": 0, "known": 0, "too_large": 0, "passed_over": 2}


@pytest.mark.django_db
def test_several_of_the_largest_bookings_fit_in_the_books_and_go_back_in_one_refund():
    order = a_waiting_order()
    several = [a_booking(MOST_PAID, order.number, reference=f"FT{number}") for number in range(4)]

    assert post(several).json()["new"] == 4

    (refund,) = ask_due(order=order, reason="overpaid", at=timezone.now())
    assert refund.amount == 4 * MOST_PAID - total(order)
    mark_sent(refund=refund, reference="R", at=timezone.now())
    assert balance(order).kept == total(order)


@pytest.mark.django_db
def test_a_body_that_is_too_large_is_refused():
    assert post(b" " * (MOST_BYTES + 1)).status_code == 413
    assert post(b" " * 3_000_000).status_code == 413


@pytest.mark.django_db
def test_it_is_not_there_without_a_secret_or_an_account(settings):
    settings.BANK_FEED_SECRET = ""
    assert post(a_booking(5, "x"), header="t=1").status_code == 404
    an_account(settings)
    settings.BANK_ACCOUNT = ""
    assert post(a_booking(5, "x")).status_code == 404


@pytest.mark.django_db
def test_only_posts_are_answered_and_calls_are_limited(client):
    assert client.get(ADDRESS).status_code == 405
    answers = Counter(post(b"", header="", number=7).status_code for _ in range(245))
    assert answers == {401: 240, 429: 5}


@dataclass(frozen=True)
class Delivery:
    """One try to tell: a body with a signature that is good, bad or old."""

    body: bytes
    kind: str
    number: int

    def happen(self):
        """Status of the answer."""
        now = timezone.now()
        good = sign(SECRET, self.body, now)
        header = {
            "good": good,
            "bad": good[:-4] + "0000",
            "old": sign(SECRET, self.body, now - timedelta(minutes=10)),
            "other": sign("another secret than ours, as long", self.body, now),
            "none": "",
        }[self.kind]
        return post(self.body, header=header, number=self.number).status_code


def the_events():
    """Orders and all that may come for them: (orders, bodies, states in the end, money by order)."""
    exact, little, much, twice, gone = (a_waiting_order() for _ in range(5))
    cancel_order(order=gone, at=timezone.now(), by=Mover.OFFICE)
    told = [
        (total(exact), exact.number),
        (total(little) - 9_000, f"CT tu {little.number.lower()}"),
        (total(much) + 9_000, f"{much.number}.CT"),
        (total(twice), twice.number),
        (total(twice), twice.number),
        (total(gone), gone.number),
        (50_000, "chuyen tien"),
        (50_000, f"{exact.number} {much.number}"),
    ]
    bodies = [
        json.dumps(a_booking(amount, memo, reference=f"FT{number}")).encode()
        for number, (amount, memo) in enumerate(told)
    ]
    money = {
        exact: total(exact),
        little: total(little) - 9_000,
        much: total(much) + 9_000,
        twice: 2 * total(twice),
        gone: total(gone),
    }
    return bodies, money


IN_THE_END = {
    State.SETTLED: 2,
    State.PARTIAL: 1,
    State.OVER: 1,
    State.DOUBLE: 1,
    State.LATE: 1,
    State.UNKNOWN: 2,
}


def shuffled(bodies, times=TIMES):
    """Each body so often with a good signature, and as often with bad, old and missing ones."""
    kinds = ["good"] * times + ["bad", "old", "other", "none"] * (times // 4)
    pairs = [(body, kind) for body in bodies for kind in kinds]
    random.Random(20261127).shuffle(pairs)
    return [Delivery(body, kind, number) for number, (body, kind) in enumerate(pairs)]


def assert_each_happened_once(money):
    assert Counter(BankTransaction.objects.values_list("state", flat=True)) == IN_THE_END
    assert BankEvent.objects.count() == sum(IN_THE_END.values())
    assert Transaction.objects.count() == 6
    assert {order: balance(order).received for order in money} == money


@pytest.mark.slow
@pytest.mark.django_db
def test_every_event_a_hundred_times_in_any_order_among_bad_and_old_ones_happens_once():
    bodies, money = the_events()

    answers = Counter((each.kind, each.happen()) for each in shuffled(bodies))

    rest = TIMES // 4 * len(bodies)
    assert answers == {
        ("good", 200): TIMES * len(bodies),
        **{(kind, 401): rest for kind in ("bad", "old", "other", "none")},
    }
    assert_each_happened_once(money)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_event_a_hundred_times_by_many_at_once_happens_once():
    bodies, money = the_events()
    deliveries = shuffled(bodies)

    def deliver(hand):
        return Counter((each.kind, each.happen()) for each in deliveries[hand::HANDS])

    answers = sum(at_once(deliver, range(HANDS), seconds=300), Counter())

    assert {status for (kind, status) in answers if kind == "good"} == {200}
    assert {status for (kind, status) in answers if kind != "good"} == {401}
    assert_each_happened_once(money)
