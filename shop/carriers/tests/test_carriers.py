"""Both carriers, asked over real HTTP: what they answer, and all the ways in which they do not."""

import time
from dataclasses import replace

import pytest

from shop.carriers import asking
from shop.carriers.available import booking_carrier, booking_carriers
from shop.carriers.exceptions import KeyRefused, NoAnswer, Refused
from shop.carriers.reading import LONGEST_TEXT, read_object
from shop.carriers.values import Item, Parcel, Party, Where
from shop.tests.carriers.world import (
    ELSEWHERE,
    HANGS,
    HUGE,
    NOWHERE,
    ODD,
    REPLY_LOST,
    RUBBISH,
    SLOW_BODY,
    SLOW_HEAD,
)

SENDER = Party("Điểm OCOP", "0215382599", "Chợ trung tâm", "Phường Mường Thanh", "Điện Biên", "Điện Biên Phủ")
BUYER = Party("Lò Thị Thử", "0912345678", "Số 1, tổ 2", "Xã Tủa Chùa", "Điện Biên")
PARCEL = Parcel("DB1-1-1", SENDER, BUYER, (Item("Chè", 2, 500, 90_000),), 1_200, 12, 180_000, 180_000, "DB1")
both = pytest.mark.parametrize("code", ["ghn", "ghtk"])


@both
def test_a_booking_has_a_number_and_a_fee_in_whole_dong(carriers, code):
    made = booking_carrier(code).book(PARCEL)

    assert made.number
    assert made.fee == {"ghn": 36_500, "ghtk": 30_400}[code]


def test_ghn_is_told_grams_cash_and_the_units_of_today(carriers):
    booking_carrier("ghn").book(PARCEL)

    said = carriers.ghn["DB1-1-1"].said
    assert (said["weight"], said["cod_amount"], said["length"]) == (1_200, 180_000, 12)
    assert (said["to_ward_name"], said["to_district_name"], said["is_new_to_address"]) == (
        "Xã Tủa Chùa",
        "",
        True,
    )
    assert (said["from_phone"], said["is_new_from_address"]) == ("0215382599", True)


def test_ghtk_is_told_kilograms_that_add_up_with_the_packing(carriers):
    booking_carrier("ghtk").book(PARCEL)

    said = carriers.ghtk["DB1-1-1"].said
    order = said["order"]
    assert said["products"] == [
        {"name": "Chè", "quantity": 2, "weight": 0.5},
        {"name": "Bao bì", "quantity": 1, "weight": 0.2},
    ]
    assert (order["pick_money"], order["is_freeship"]) == (180_000, "1")
    assert order["pick_district"] == "Điện Biên Phủ"


@both
@pytest.mark.parametrize("repeats", [True, False])
def test_asked_again_after_a_lost_answer_it_is_the_same_booking(carriers, code, repeats):
    carriers.ghn_repeats = repeats
    way = booking_carrier(code)
    carriers.faults.append(REPLY_LOST)
    with pytest.raises(NoAnswer):
        way.book(PARCEL)

    told = [way.book(PARCEL, again=True), way.book(PARCEL)]

    bookings = getattr(carriers, code)
    assert len(bookings) == 1
    assert {made.number for made in told} == {bookings["DB1-1-1"].number}


@both
@pytest.mark.parametrize("fault", [500, 503, 429, RUBBISH, HUGE, HANGS, ELSEWHERE, REPLY_LOST])
def test_what_is_no_answer_is_told_as_none(carriers, code, fault):
    carriers.faults.append(fault)
    with pytest.raises(NoAnswer) as told:
        booking_carrier(code).book(PARCEL)

    assert code.upper() in str(told.value)
    assert len(carriers.calls) == 1  # No redirect was followed.


@both
@pytest.mark.parametrize("fault", [SLOW_HEAD, SLOW_BODY])
def test_an_answer_that_comes_letter_by_letter_is_waited_for_no_longer_than_any(
    carriers, monkeypatch, code, fault
):
    monkeypatch.setattr(asking, "LONGEST", 1)
    carriers.faults.append(fault)
    begun = time.monotonic()

    with pytest.raises(NoAnswer):
        booking_carrier(code).book(PARCEL)

    assert time.monotonic() - begun < 3


def test_no_more_questions_are_asked_at_once_than_are_reckoned_with(carriers):
    way = booking_carrier("ghn")
    with pytest.raises(Refused):
        way.book(replace(PARCEL, recipient=replace(BUYER, street=NOWHERE)), again=True)
    booked = len(carriers.calls)
    way.book(PARCEL)
    carriers.ghn["DB1-1-1"].fetched = True
    carriers.calls.clear()

    with pytest.raises(Refused):
        way.cancel("", "DB1-1-1")

    assert booked == len(carriers.calls) == asking.MOST_QUESTIONS


@both
def test_odd_characters_in_an_answer_are_left_out(carriers, code):
    carriers.faults.extend([ODD] * 2)
    way = booking_carrier(code)

    number = way.book(PARCEL).number
    word = way.where(number).word

    assert number == getattr(carriers, code)["DB1-1-1"].number
    assert word in ("ready_to_pick", "Trạng thái 2")


@both
@pytest.mark.parametrize("end", [" lạ", "\u202e", "X" * 40, "/../"])
def test_a_number_that_is_none_is_no_answer(carriers, code, end):
    carriers.numbers_end = end
    with pytest.raises(NoAnswer, match=code.upper()):
        booking_carrier(code).book(PARCEL)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b'{"a": ["x\\u0000y", {"b\\ud800": " 1\\n2 "}]}', {"a": ["xy", {"b": "1 2"}]}),
        ('{"a": "e\\u0000\u0301"}'.encode(), {"a": "é"}),
        (b'{"a": "' + b"x" * 9_000 + b'"}', {"a": "x" * LONGEST_TEXT}),
        (b'{"a": 1, "b": null, "c": true}', {"a": 1, "b": None, "c": True}),
        (b"[1]", None),
        (b"\xff", None),
        (b'{"a": ' * 3_000 + b"1" + b"}" * 3_000, None),
    ],
)
def test_what_is_read_can_be_kept(answer, told):
    assert read_object(answer) == told


@both
def test_a_refused_address_is_told_in_the_carriers_own_words(carriers, code):
    nowhere = replace(PARCEL, recipient=replace(BUYER, street=NOWHERE))
    with pytest.raises(Refused, match="Địa chỉ"):
        booking_carrier(code).book(nowhere)

    assert not getattr(carriers, code)


@both
def test_a_key_that_is_not_taken_is_the_offices_and_is_not_shown(carriers, settings, code):
    settings.GHN_TOKEN = settings.GHTK_TOKEN = "wrong-and-secret"
    with pytest.raises(KeyRefused) as told:
        booking_carrier(code).book(PARCEL)

    assert "secret" not in str(told.value) + repr(booking_carrier(code)._machine)


@both
def test_a_booking_is_called_off_once_however_often(carriers, code):
    way = booking_carrier(code)
    made = way.book(PARCEL)

    way.cancel(made.number, "DB1-1-1")
    way.cancel(made.number, "DB1-1-1")

    assert way.where(made.number).where == Where.CANCELLED


@both
def test_one_whose_number_nobody_knows_is_called_off_by_its_name(carriers, code):
    way = booking_carrier(code)
    way.book(PARCEL)

    way.cancel("", "DB1-1-1")
    way.cancel("", "never-booked")

    assert getattr(carriers, code)["DB1-1-1"].status in ("cancel", -1)


@both
def test_what_has_been_fetched_is_not_called_off(carriers, code):
    way = booking_carrier(code)
    made = way.book(PARCEL)
    getattr(carriers, code)["DB1-1-1"].fetched = True

    with pytest.raises(Refused):
        way.cancel(made.number, "DB1-1-1")


@pytest.mark.parametrize(
    ("code", "status", "where"),
    [
        ("ghn", "picking", Where.WAITING),
        ("ghn", "delivery_fail", Where.ON_THE_WAY),
        ("ghn", "delivered", Where.DELIVERED),
        ("ghn", "returned", Where.CAME_BACK),
        ("ghn", "lost", Where.TROUBLE),
        ("ghn", "a word of next year", Where.TROUBLE),
        ("ghtk", 12, Where.WAITING),
        ("ghtk", 45, Where.ON_THE_WAY),
        ("ghtk", 6, Where.DELIVERED),
        ("ghtk", 21, Where.CAME_BACK),
        ("ghtk", 13, Where.TROUBLE),
        ("ghtk", "9" * 30, Where.TROUBLE),
    ],
)
def test_where_it_is_follows_from_the_carriers_states(carriers, code, status, where):
    way = booking_carrier(code)
    number = way.book(PARCEL).number
    getattr(carriers, code)["DB1-1-1"].status = status

    assert way.where(number).where == where


def test_a_label_is_printed_from_ghn_for_a_while_and_from_ghtk_by_its_own_pages(carriers):
    assert booking_carrier("ghn").label_link("LB7X1").endswith("/a5/public-api/printA5?token=print-LB7X1")
    assert booking_carrier("ghtk").label_link("S1.A1.1") == ""


@pytest.mark.parametrize(
    ("told", "dong"), [("30400", 30_400), (30_400.0, 30_400), (None, None), ("-1", None), ("9" * 40, None)]
)
def test_fees_are_whole_dong_or_unknown(told, dong):
    assert asking.whole(told) == dong


def test_without_keys_there_is_no_carrier_to_book_with():
    assert booking_carriers() == []
