"""VietQR's text against the vectors of the trade, and whatever could be put into it."""

import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.vietqr import LONGEST_MEMO, crc, field, payload, plain_memo

nfd = partial(unicodedata.normalize, "NFD")
ACB = {"bank_bin": "970416", "account": "257678859"}
MEMO = "Chuyen tien"
WHOLE = (
    "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA"
    "5303704540410005802VN62150811Chuyen tien6304BBB8"
)


def test_a_code_without_an_amount_is_static():
    text = payload(**ACB)

    assert text.startswith("000201010211")
    assert text.endswith("6304AE9F")


def test_a_code_with_amount_and_memo_is_the_known_one_letter_by_letter():
    assert payload(**ACB, amount=1_000, memo=MEMO) == WHOLE


def test_the_memo_of_the_known_code_may_have_had_its_marks():
    assert payload(**ACB, amount=1_000, memo="Chuyển tiền") == WHOLE


def test_an_amount_alone_ends_as_known():
    assert payload(**ACB, amount=10_000, memo=MEMO).endswith("630453E6")


def test_the_checksum_is_the_published_one():
    assert crc("123456789") == "29B1"


def parsed(text):
    """The fields of a text, by tag."""
    fields = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        fields[tag], text = text[4 : 4 + length], text[4 + length :]
        assert len(fields[tag]) == length
    return fields


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True),
    st.none() | st.integers(1, 9_999_999_999_999),
    st.text(max_size=60),
)
def test_every_length_is_true_and_what_was_said_is_read_again(bank_bin, account, amount, memo):
    try:
        plain = plain_memo(memo)
    except ValueError:
        with pytest.raises(ValueError):
            payload(bank_bin=bank_bin, account=account, amount=amount, memo=memo)
        return

    text = payload(bank_bin=bank_bin, account=account, amount=amount, memo=memo)

    fields = parsed(text)
    to = parsed(fields["38"])
    assert parsed(to["01"]) == {"00": bank_bin, "01": account}
    assert fields.get("54") == (None if amount is None else str(amount))
    assert parsed(fields.get("62", "")).get("08", "") == plain
    assert crc(text[:-4]) == text[-4:]
    assert text.isascii()


@given(st.text(max_size=200))
def test_a_memo_is_ascii_and_short_or_refused(typed):
    try:
        memo = plain_memo(typed)
    except ValueError:
        return
    assert memo.isascii()
    assert len(memo) <= LONGEST_MEMO
    assert plain_memo(memo) == memo


@pytest.mark.parametrize(
    ("typed", "memo"),
    [
        ("DB000123", "DB000123"),
        ("Đặt hàng  DB000123", "Dat hang DB000123"),
        ("Ổi & Ớt!", "Oi Ot"),
        (nfd("Chuyển"), "Chuyen"),
    ],
)
def test_a_memo_loses_its_marks_and_keeps_its_words(typed, memo):
    assert plain_memo(typed) == memo


@pytest.mark.parametrize(
    "change",
    [
        {"bank_bin": "97041"},
        {"bank_bin": "97041٦"},
        {"bank_bin": "9704166"},
        {"account": ""},
        {"account": "1 2"},
        {"account": "1" * 20},
        {"account": "abc"},
        {"amount": 0},
        {"amount": -1},
        {"amount": 10_000_000_000_000},
        {"memo": "x" * 26},
    ],
)
def test_what_cannot_be_is_refused_rather_than_cut(change):
    with pytest.raises(ValueError):
        payload(**{**ACB, "amount": 1_000, "memo": MEMO, **change})


@pytest.mark.parametrize("value", ["", "x" * 100])
def test_a_field_without_a_length_of_two_digits_is_refused(value):
    with pytest.raises(ValueError):
        field("08", value)
