"""Memos as banks hand them on, and the order that each names, if it names one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.settlement.bank.matching import order_number_in

NAMES = {
    "DB000123": "DB000123",
    "db000123": "DB000123",
    "DB 000123": "DB000123",
    "DB.000123": "DB000123",
    "DB-000123": "DB000123",
    "Đb000123": "DB000123",
    "MBVCB.4525077405.DB000123.CT tu 0351000646393 LO THI THU toi 257678859": "DB000123",
    "MBVCB.123.DB000123.CT tu 0351000646393": "DB000123",
    "CT DEN:257678859 THANHTOANDB000123 FT26331": "DB000123",
    "chuyentienDB000123chomuahang": "DB000123",
    "LO THI THU chuyen tien DB000123-270926-10:15:20 123456": "DB000123",
    "DB000123 500000": "DB000123",
    "tra tien DB000123, DB000123": "DB000123",
    "DB0 00123": "DB000123",
    "DB000\n123": "DB000123",
    "DB1234567": "DB1234567",
    "//SAL//DB\u00a0000123": "DB000123",
    "DB12 va DB000123": "DB000123",
}
NAMES_NONE = [
    "",
    "chuyen tien",
    "000123",
    "DB123",
    "DB 12 34",
    "DB000123 DB000124",
    "DB000123, db 000124",
    "DB0001234",
    "DB00012327",
    "DB000123 roi DB0001234",
    "DB1234567890",
    "DB00 0123 5",
    "D000123",
    "DB٠٠٠١٢٣",
    "DBAB000123",
]


@pytest.mark.parametrize(("memo", "number"), NAMES.items())
def test_a_memo_names_its_order_whatever_the_bank_did_to_it(memo, number):
    assert order_number_in(memo) == number


@pytest.mark.parametrize("memo", NAMES_NONE)
def test_a_memo_that_names_none_or_several_or_one_that_cannot_be_names_nobodys(memo):
    assert order_number_in(memo) is None


around = st.text(st.characters(codec="utf-8", exclude_categories=["Nd", "Nl", "No"]), max_size=30).filter(
    lambda text: "b" not in text.lower()
)


@given(st.integers(1, 999_999), around, around)
def test_words_before_and_after_change_nothing(number, before, after):
    assert order_number_in(f"{before}DB{number:06d}{after}") == f"DB{number:06d}"


@given(st.integers(1, 999_999), st.integers(0, 999_999))
def test_digits_glued_to_a_number_never_name_another_order(number, more):
    found = order_number_in(f"DB{number:06d}{more}")
    assert found in (None, f"DB{number:06d}{more}")
    assert found is None or len(found) <= 11


@given(st.text(max_size=200))
def test_whatever_stands_there_it_is_a_number_that_can_be_or_none(memo):
    found = order_number_in(memo)
    assert found is None or (found[:2] == "DB" and found[2:].isascii() and len(found) >= 8)
