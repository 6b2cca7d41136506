"""The code that fetches a parcel: each its own at a point, forgiving to read; and the promise that stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import lapse
from shop.fulfilment.pick_up import ALPHABET, give_code, new_code, read_pick_up_code, spaced
from shop.fulfilment.tests.telling_world import brought, fetched, ordered, sent, the_point, the_tea
from shop.messages.models import Message
from shop.settlement.receiving import receive
from shop.tests.worlds import CONTACT, NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def point(db):
    return the_point()


@pytest.fixture
def tea(point):
    return the_tea(point)


@given(
    st.text(ALPHABET, min_size=6, max_size=6).filter(lambda code: not code.isdigit() and not code.isalpha())
)
def test_a_code_is_read_however_it_is_written(code):
    by_hand = code.replace("0", "O").replace("1", "l")

    for typed in (code, code.lower(), spaced(code), f" {by_hand}\n", f"{code[:2]}-{code[2:]}"):
        assert read_pick_up_code(typed) == code


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_none(typed):
    code = read_pick_up_code(typed)

    assert code == "" or read_pick_up_code(code) == code


@pytest.mark.parametrize(
    "typed", ["", "123456", "ABCDEF", "K7M2Q", "K7M2Q44", "K7MÂQ4", "K7M2QU", "K7\x00M2Q4"]
)
def test_what_is_no_code_is_none(typed):
    assert read_pick_up_code(typed) == ""


def test_codes_are_not_alike():
    assert len({new_code() for _each in range(500)}) == 500


def test_only_what_is_fetched_bears_one(point, tea):
    parcel, sent_off = fetched(tea, point).fulfilments.get(), ordered(tea).fulfilments.get()

    assert read_pick_up_code(parcel.pick_up_code) == parcel.pick_up_code != ""
    assert sent_off.pick_up_code == ""
    assert sent_off.ready_by is None


def test_a_code_that_the_point_has_given_is_not_given_again(point, tea):
    first, second = (fetched(tea, point).fulfilments.get() for _each in range(2))
    codes = iter([first.pick_up_code, first.pick_up_code, "K7M2Q4"])

    assert give_code(second, make=lambda: next(codes)) == "K7M2Q4"
    with pytest.raises(IntegrityError):
        give_code(second, make=lambda: first.pick_up_code)


def test_what_was_promised_stays_when_the_hours_change(point, tea):
    parcel = fetched(tea, point).fulfilments.get()
    assert parcel.ready_by == NOW + 2 * HOUR

    point.opening_periods.all().delete()

    assert Fulfilment.objects.get(pk=parcel.pk).ready_by == NOW + 2 * HOUR


def test_a_prepaid_order_is_promised_from_when_the_money_came(point, tea):
    order = fetched(tea, point, means="transfer")
    assert order.fulfilments.get().ready_by is None
    lapse(order=order, at=NOW)

    receive(order=order, means="transfer", amount=200_000, reference="FT1", at=NOW + HOUR)

    assert order.fulfilments.get().ready_by == NOW + 3 * HOUR


def test_nothing_is_promised_of_a_point_that_does_not_open(point, tea):
    point.opening_periods.all().delete()

    assert fetched(tea, point).fulfilments.get().ready_by is None


def test_the_buyer_is_told_when_to_come_and_by_which_code(point, tea):
    order = fetched(tea, point)
    placed = sent(order, "order_placed")
    parcel = brought(order, "confirmed", "packed")
    ready = sent(order, "parcel_ready")

    assert "12:00 23/11/2026" in placed.text
    assert spaced(parcel.pick_up_code) in ready.text
    assert spaced(parcel.pick_up_code) in ready.html


def test_the_code_is_in_one_sms(point, tea, settings):
    settings.MESSAGES_WEBHOOK_URL = "http://127.0.0.1:9/"
    order = fetched(tea, point, contact=CONTACT)
    parcel = brought(order, "confirmed", "packed")

    sent(order, "parcel_ready")

    words = Message.objects.get(order=order, kind="parcel_ready").text
    assert spaced(parcel.pick_up_code) in words
    assert len(words) <= 160
