"""Tax codes as people type them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.invoices.tax_codes import NoTaxCode, normal_tax_code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100109106", "0100109106"),
        ("0100112437", "0100112437"),
        (" 0100 109 106 ", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        ("0100109106 – 001", "0100109106-001"),
        ("0100.109.106−001", "0100109106-001"),
        ("０１００１０９１０６", "0100109106"),
        ("011\u00a0088\u00a0000\u00a0123", "011088000123"),
    ],
)
def test_a_code_is_kept_in_one_form(typed, kept):
    assert normal_tax_code(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "1", "010010910", "01001091066", "0100109106-01", "0100109106/001", "MST0100109106", "\x00"]
)
def test_another_shape_is_no_code(typed):
    with pytest.raises(NoTaxCode) as refused:
        normal_tax_code(typed)
    assert not refused.value.is_misread


@pytest.mark.parametrize("typed", ["0100109107", "0100190106", "0100109107-001", "0100109106-000"])
def test_a_digit_that_was_misread_is_told_apart(typed):
    with pytest.raises(NoTaxCode) as refused:
        normal_tax_code(typed)
    assert refused.value.is_misread


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_refused(typed):
    try:
        kept = normal_tax_code(typed)
    except NoTaxCode:
        return
    assert normal_tax_code(kept) == kept
    assert len(kept) in (10, 12, 14)
    assert kept.isascii()
