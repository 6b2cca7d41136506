"""Statements of five banks, in their encodings and separators: every booking is read, every fault is told."""

import unicodedata
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shop.payments.money import MOST_PAID
from shop.payments.statements import files
from shop.payments.statements.cells import dong_of, moment_of
from shop.payments.statements.exceptions import StatementRefused
from shop.payments.statements.layouts import LayoutFault, layouts
from shop.payments.statements.reading import read_statement
from shop.payments.tests.statement_files import (
    ACCOUNT,
    STYLES,
    Booking,
    as_csv,
    as_xlsx,
    bookings,
    commas,
    points,
)

NOW = datetime(2026, 12, 31, tzinfo=UTC)
MANY = 3_000


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def read(content, **more):
    return read_statement(content, now=NOW, **more)


WAYS = {
    "xlsx": as_xlsx,
    "csv": as_csv,
    "semicolons": lambda rows: as_csv(rows, separator=";"),
    "tabs in UTF-16": lambda rows: as_csv(rows, separator="\t", encoding="utf-16"),
    "a mark before": lambda rows: as_csv(rows, encoding="utf-8-sig"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", STYLES)
def test_every_bank_is_read_in_every_kind_of_file(name, way):
    made = bookings(60)

    told = read(WAYS[way](STYLES[name].rows(made)))

    came = [one for one in made if one.amount > 0]
    assert told.layout.name == name
    assert told.faults == ()
    assert [credit.amount for credit in told.credits] == [one.amount for one in came]
    assert [f"{credit.booked_at:%d/%m/%Y}" for credit in told.credits] == [
        f"{one.at:%d/%m/%Y}" for one in came
    ]
    assert all(one.memo in credit.memo for one, credit in zip(came, told.credits, strict=True))
    assert told.went_out == len(made) - len(came)
    if name != "agribank":
        assert [credit.reference for credit in told.credits] == [one.reference for one in came]
        assert any(ACCOUNT in number for number in told.accounts)


@pytest.mark.parametrize("name", STYLES)
def test_some_thousand_rows_are_read_whole(name):
    told = read(as_csv(STYLES[name].rows(bookings(MANY))))

    assert (len(told.credits), told.went_out, told.faults) == (MANY * 4 // 5, MANY // 5, ())


def test_cp1258_is_read_and_put_into_one_form():
    """Windows' Vietnamese code page writes tones as marks of their own."""
    rows = STYLES["bidv"].rows([Booking(datetime(2026, 11, 2, 9), 50_000, "Tiền chè DB000001", "1")])
    text = as_csv(rows).decode()
    content = "".join(_as_windows_writes(letter) for letter in text).encode("cp1258")

    (credit,) = read(content).credits

    assert credit.memo == unicodedata.normalize("NFC", "Tiền chè DB000001")


def _as_windows_writes(letter):
    """The letter as cp1258 has it: as it is, or the plain letter with its shape, then the tone."""
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        return shape + "".join(tones)
    return letter


HEAD = ["Ngày giờ giao dịch", "Số tham chiếu", "PS nợ", "PS có", "Số dư", "Nội dung", "Mã tham chiếu"]


def of_rows(*rows):
    return read(as_csv([HEAD, *rows], separator=";"))


def row(day="02/11/2026", went="", came="50.000", memo="x"):
    return [day, "", went, came, "", memo, "R1"]


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        (row(day="31/02/2026"), "not a day"),
        (row(day="2026.11.02"), "not a day"),
        (row(day="01/01/2027"), "still to come"),
        (row(day=""), "day is missing"),
        (row(came="1,250,000"), "not a whole amount"),
        (row(came="1.25"), "not a whole amount"),
        (row(came="50.000,50"), "not a whole amount"),
        (row(came="nhiều"), "not a whole amount"),
        (row(came="٥٠"), "not a whole amount"),
        (row(came="9" * 400), "not a whole amount"),
        (row(came=""), "amount is missing"),
        (row(came="500.000.001"), "More than"),
        (row(went="1.000"), "came in and went out"),
        ([*row()[:-1], "R" * 71], "longer than 70"),
    ],
)
def test_a_faulty_row_is_told_with_its_number_and_the_others_are_read(faulty, words):
    told = of_rows(row(), faulty, row())

    (fault,) = told.faults
    assert fault.row == 3
    assert words in fault.words
    assert [credit.row for credit in told.credits] == [2, 4]


def test_money_out_may_be_as_large_as_it_likes():
    told = of_rows(row(came="500.000.000"), row(came="", went="9.000.000.000"))

    assert ([credit.amount for credit in told.credits], told.went_out, told.faults) == ([MOST_PAID], 1, ())


def test_the_same_again_on_a_day_is_counted_so_that_both_are_kept():
    told = of_rows(row(), row(), row(memo="y"))

    assert [credit.nth for credit in told.credits] == [1, 2, 1]
    assert told.credits[0].fingerprint == told.credits[1].fingerprint != told.credits[2].fingerprint


BAD = {
    "nothing": b"",
    "words": b"hello",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0",
    "an old workbook": b"\xd0\xcf\x11\xe0 xls",
    "a web page": b"<html><table>",
    "a PDF": b"%PDF-1.7",
    "a zip": b"PK\x03\x04 no workbook",
    "other headings": as_csv([["Tên", "Giá"], ["x", "1"]]),
    "headings alone": as_csv([HEAD]),
    "headings too far below": as_csv([*[["x"]] * 31, HEAD, row()], separator=";"),
    "too large": b"x" * (files.MOST_BYTES + 1),
    "a formula": as_xlsx([HEAD, [*row()[:3], "=1+1", "", "x", "R"]]),
    "several sheets": as_xlsx([HEAD, row()], change=lambda book: book.create_sheet("2")),
    "a cell without end": as_csv([HEAD]) + b'"' + b"x" * 200_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=list(BAD))
def test_what_is_no_statement_is_refused_with_words(content):
    with pytest.raises(StatementRefused) as refusal:
        read(content)
    assert len(str(refusal.value)) > 20


def test_too_many_rows_are_given_up(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 20)
    with pytest.raises(StatementRefused, match="more than 20 rows"):
        read(as_csv(STYLES["bidv"].rows(bookings(30))))


@given(st.binary(max_size=400))
def test_whatever_bytes_come_they_are_read_or_refused(content):
    with suppress(StatementRefused):
        read(content)


@given(st.integers(-9_999_999_999_999, 9_999_999_999_999), st.sampled_from([(points, "."), (commas, ",")]))
def test_what_a_bank_writes_is_the_amount(amount, way):
    write, thousands = way
    for text in (write(amount), f"{write(amount)} VND", f"{write(amount)}đ", str(amount)):
        assert dong_of(text, thousands) == amount
    assert dong_of(amount, thousands) == amount
    if amount < 0:
        assert dong_of(f"({write(-amount)})", thousands) == amount


def test_the_day_of_a_workbook_is_the_one_here():
    assert moment_of(datetime(2026, 11, 2), ()).isoformat() == "2026-11-02T00:00:00+07:00"


OWN = """
[[layout]]
name = "own"
date = ["Khi nào"]
dates = ["%d.%m.%Y"]
memo = ["Gì"]
amount = ["Bao nhiêu"]
thousands = "."
"""


def test_an_installation_describes_a_bank_of_its_own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN)

    told = read(
        as_csv([["Khi nào", "Gì", "Bao nhiêu"], ["02.11.2026", "x", "50.000"]]), own_layouts=str(path)
    )

    assert (told.layout.name, told.credits[0].amount) == ("own", 50_000)


@pytest.mark.parametrize(
    "broken",
    ["[[layout", 'x = "', OWN.replace("memo", "x"), OWN.replace('"."', '"x"'), OWN + 'credit = ["Có"]'],
)
def test_a_layout_that_is_not_sound_is_named(tmp_path, broken):
    path = tmp_path / "own.toml"
    path.write_text(broken)
    with pytest.raises(LayoutFault, match="own"):
        layouts(str(path))
