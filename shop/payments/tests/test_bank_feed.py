"""Signatures of the bank feed, and what its bodies may say."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.bank_feed import Malformed, NotFromTheFeed, sign, transactions_of, verify

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
SECRET = "hai bên cùng biết"
BODY = b'{"a": 1}'
GOOD = {
    "account": "257678859",
    "reference": "FT1",
    "amount": 250_000,
    "memo": "DB000123",
    "booked_at": "2026-11-27T15:00:00+07:00",
}


def check(header, body=BODY, secret=SECRET, at=NOW):
    verify(header=header, body=body, secret=secret, at=at)


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_what_is_signed_now_is_from_the_feed(minutes):
    check(sign(SECRET, BODY, NOW), at=NOW + timedelta(minutes=minutes))


def test_while_the_secret_changes_one_of_two_is_enough():
    old, new = sign("cũ", BODY, NOW), sign(SECRET, BODY, NOW)
    check(f"{old},{new.partition(',')[2]}")


@pytest.mark.parametrize("minutes", [-5.1, 5.1, 60 * 24 * 365])
def test_what_was_signed_at_another_time_is_refused(minutes):
    with pytest.raises(NotFromTheFeed, match="old"):
        check(sign(SECRET, BODY, NOW), at=NOW + timedelta(minutes=minutes))


GOOD_HEADER = sign(SECRET, BODY, NOW)
STAMP, DIGEST = (part.partition("=")[2] for part in GOOD_HEADER.split(","))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "x",
        "t=,v1=",
        f"t={STAMP}",
        f"v1={DIGEST}",
        f"t={STAMP},v1={'0' * 64}",
        f"t={STAMP},v1={DIGEST[:-1]}",
        f"t={STAMP},v1={DIGEST.upper()}",
        f"t={int(STAMP) + 1},v1={DIGEST}",
        f"t={STAMP},t={STAMP},v1={DIGEST}",
        f"t={'9' * 40},v1={DIGEST}",
        f"t=٣,v1={DIGEST}",
        f"t={STAMP},v0={DIGEST}",
        "," * 5_000,
    ],
)
def test_a_signature_that_is_not_whole_is_refused(header):
    with pytest.raises(NotFromTheFeed):
        check(header)


def test_another_secret_or_body_is_refused():
    with pytest.raises(NotFromTheFeed):
        check(GOOD_HEADER, secret="khác")
    with pytest.raises(NotFromTheFeed):
        check(GOOD_HEADER, body=BODY + b" ")


@given(st.text(max_size=200))
def test_whatever_stands_in_the_header_it_is_refused(header):
    with pytest.raises(NotFromTheFeed):
        check(header)


def test_one_or_many_are_read():
    one = json.dumps(GOOD).encode()
    many = json.dumps({"transactions": [GOOD, {**GOOD, "reference": "FT2", "amount": -5.0}]}).encode()

    (told,) = transactions_of(one)
    assert (told.reference, told.amount, told.memo) == ("FT1", 250_000, "DB000123")
    assert [each.amount for each in transactions_of(many)] == [250_000, -5]


@pytest.mark.parametrize(
    "change",
    [
        {"account": ""},
        {"account": None},
        {"account": 257678859},
        {"account": "1" * 20},
        {"reference": " "},
        {"reference": "x" * 71},
        {"memo": ["x"]},
        {"memo": "\ud800"},
        {"memo": "x" * 501},
        {"amount": 0},
        {"amount": True},
        {"amount": "250000"},
        {"amount": 0.5},
        {"amount": float("nan")},
        {"amount": 10**30},
        {"booked_at": "27/11/2026"},
        {"booked_at": "2026-11-27T15:00:00"},
        {"booked_at": "2026-13-27T15:00:00+07:00"},
        {"booked_at": 5},
        {"booked_at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_what_is_malformed_is_named(change):
    with pytest.raises(Malformed, match=rf"\[0\]\.{next(iter(change))}"):
        transactions_of(json.dumps({**GOOD, **change}).encode())


@pytest.mark.parametrize(
    "body", [b"", b"x", b"\xff", b"[]", b"null", b"5", b"[5]", b'{"transactions": {}}', b"[" * 100_000]
)
def test_what_is_no_list_of_bookings_is_refused(body):
    with pytest.raises(Malformed):
        transactions_of(body)


def test_too_many_are_refused():
    with pytest.raises(Malformed, match="500"):
        transactions_of(json.dumps([GOOD] * 501).encode())
