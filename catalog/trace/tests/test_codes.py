"""Codes as scanners, telephones and people give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.trace.codes import read_code

GTIN, PADDED = "8938505974194", "08938505974194"
GS = "\x1d"


@pytest.mark.parametrize(
    ("raw", "gtin", "lot"),
    [
        (GTIN, PADDED, ""),
        (f"  {GTIN}\n", PADDED, ""),
        (PADDED, PADDED, ""),
        ("96385074", "00000096385074", ""),
        (f"(01){PADDED}(10)L 07", PADDED, "L 07"),
        (f"(01){PADDED} (17)271101 (10)L07", PADDED, "L07"),
        (f"01{PADDED}10L07", PADDED, "L07"),
        (f"]C101{PADDED}1727110110L07", PADDED, "L07"),
        (f"]d201{PADDED}10L07{GS}17271101", PADDED, "L07"),
        (f"{GS}01{PADDED}21SN9{GS}10L07", PADDED, "L07"),
        (f"https://ocop.example/01/{PADDED}/10/L%2F07?17=271101", PADDED, "L/07"),
        (f"https://ocop.example/01/{GTIN}", PADDED, ""),
        (f"https://ocop.example/vi/01/{PADDED}/22/2/10/A/21/1", PADDED, "A"),
        ("8938505974190", "", ""),
        ("01", "", ""),
        ("(01)123(10)X", "", ""),
        ("https://[broken/01/1", "", ""),
        ("trà shan tuyết", "", ""),
        ("", "", ""),
    ],
)
def test_a_code_names_its_product_and_lot(raw, gtin, lot):
    code = read_code(raw)
    assert (code.gtin, code.lot) == (gtin, lot)


@pytest.mark.parametrize(
    ("raw", "made", "ends"),
    [
        (f"(01){PADDED}(11)260301(17)271101(10)L07", date(2026, 3, 1), date(2027, 11, 1)),
        (f"01{PADDED}1126030117271101", date(2026, 3, 1), date(2027, 11, 1)),
        (f"01{PADDED}15271130", None, date(2027, 11, 30)),
        (f"(01){PADDED}(15)271130(17)280131", None, date(2028, 1, 31)),
        (f"(01){PADDED}(17)280200", None, date(2028, 2, 29)),
        (f"(01){PADDED}(17)271301", None, None),
        (f"(01){PADDED}(17)27110", None, None),
        (f"https://ocop.example/01/{PADDED}/10/L07?11=260301&17=271101", date(2026, 3, 1), date(2027, 11, 1)),
        (PADDED, None, None),
    ],
)
def test_a_code_names_the_lots_dates(raw, made, ends):
    code = read_code(raw)
    assert (code.made_date, code.use_by_date) == (made, ends)


def test_the_same_number_may_be_stored_in_several_lengths():
    assert read_code(GTIN).gtins == [PADDED, GTIN]
    assert read_code("96385074").gtins == ["00000096385074", "0000096385074", "000096385074", "96385074"]
    assert read_code("chè").gtins == []


@given(st.text(max_size=60))
def test_whatever_is_scanned_nothing_breaks(raw):
    assert read_code(raw).text == raw.strip()
