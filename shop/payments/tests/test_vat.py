"""The VAT within a price: nothing is lost, nothing is negative, and more money never has less tax in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.products.vat import VatRate
from shop.payments.vat import PERCENT, vat_of, vat_within, without_vat

AMOUNTS = st.integers(min_value=0, max_value=10**12)
CODES = st.sampled_from(["", *VatRate.values])


@pytest.mark.parametrize(
    ("amount", "code", "vat"),
    [
        (185_000, "8", 13_704),  # 171.296,29… without
        (110_000, "10", 10_000),
        (105, "5", 5),
        (10, "5", 0),  # 9,52 is nearer to 10
        (21, "5", 1),
        (54, "8", 4),
        (185_000, "0", 0),
        (185_000, "KCT", 0),
        (185_000, "", 0),
        (0, "10", 0),
    ],
)
def test_known_amounts(amount, code, vat):
    assert vat_within(amount, code) == vat


def _whole(code):
    return 100 + PERCENT[code]


@given(AMOUNTS, CODES)
def test_both_parts_come_to_the_price_and_none_is_negative(amount, code):
    vat, without = vat_within(amount, code), without_vat(amount, code)

    assert vat + without == amount
    assert 0 <= vat <= amount
    # Half a đồng at most from the exact quotient.
    assert abs(without * _whole(code) - 100 * amount) * 2 <= _whole(code)


@given(AMOUNTS, st.integers(min_value=0, max_value=10**6), CODES)
def test_more_money_has_neither_less_tax_nor_less_else(amount, more, code):
    assert vat_within(amount + more, code) >= vat_within(amount, code)
    assert without_vat(amount + more, code) >= without_vat(amount, code)


@given(st.lists(st.tuples(CODES, AMOUNTS)))
def test_parts_by_rate_come_to_the_whole(parts):
    found = vat_of((code, amount, without_vat(amount, code)) for code, amount in parts)

    assert sum(share.amount for share in found.shares) == sum(amount for _code, amount in parts)
    assert found.total == sum(vat_within(amount, code) for code, amount in parts)
    rates = [PERCENT[share.code] for share in found.shares]
    assert rates == sorted(rates, reverse=True)
    assert found.is_known == any(code and amount for code, amount in parts)


def test_an_unknown_rate_is_a_fault():
    with pytest.raises(KeyError):
        vat_within(1, "7")
