"""Files that are no sheet of stock are refused with words; what is written is read again as it was."""

import io
import struct
import zipfile
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from catalog.text import nfc
from shop.warehouse import sheet_files
from shop.warehouse.exceptions import SheetRefused
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheet_values import day_of, threshold_of, units_of, words_of
from shop.warehouse.sheets import COLUMNS, SheetRow, escaped, unescaped, write_csv, write_xlsx

HEADINGS = [column.heading for column in COLUMNS]
ROW = SheetRow("SKU-1", "Trà", "A", date(2026, 1, 2), date(2027, 1, 2), 9, 7, 3, "X1")
HEAD = "Mã hàng;Mã lô;Tồn lúc xuất;Tồn mới\n"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def book(*rows, change=None):
    """A workbook of raw rows."""
    workbook = Workbook()
    for row in rows or (HEADINGS, ["SKU-1", "Trà", "A", None, None, 9, 7, None, "X1"]):
        workbook.active.append(row)
    if change:
        change(workbook)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def with_part(content, name, part, *, instead=False):
    """The workbook with a part more, or with another one in its place."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", 8) as new:
        for known in old.namelist():
            if not (instead and known == name):
                new.writestr(known, old.read(known))
        new.writestr(name, part)
    return written.getvalue()


def lying(content):
    """A bomb that says to be small: its sheet's declared size is written over."""
    name, bomb = "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (300 * 1024 * 1024)
    data = bytearray(with_part(content, name, bomb, instead=True))
    place = data.rindex(name.encode()) - 46  # In the directory at the end.
    data[place + 24 : place + 28] = struct.pack("<I", 4_000)
    return bytes(data)


def doubled(workbook):
    workbook.create_sheet("Another").append(["x"])


def merged(workbook):
    workbook.active.merge_cells("A2:A3")


BAD = {
    "no spreadsheet": ("a.xlsx", b"hello", "not a sound Excel workbook"),
    "nothing": ("a.xlsx", b"", "not a sound Excel workbook"),
    "another zip": ("a.xlsx", with_part(book(), "x", b"")[:400], "not a sound Excel workbook"),
    "a zip without a book": (
        "a.xlsx",
        with_part(book(), "xl/workbook.xml", b"<x", instead=True),
        "not a sound",
    ),
    "encrypted": ("a.xlsx", b"\xd0\xcf\x11\xe0 encrypted", "has a password"),
    "xls": ("a.xls", b"\xd0\xcf\x11\xe0", "Only .xlsx and .csv"),
    "a picture": ("a.png", b"\x89PNG", "Only .xlsx and .csv"),
    "no kind": ("a", b"x", "Only .xlsx and .csv"),
    "macros by name": ("a.XLSM", book(), "may hold macros"),
    "macros inside": ("a.xlsx", with_part(book(), "xl/vbaProject.bin", b"x"), "may hold macros"),
    "too large": ("a.csv", b"x" * (sheet_files.MOST_BYTES + 1), "larger than 5 MB"),
    "merged": ("a.xlsx", book(change=merged), "merged cells"),
    "formula": ("a.xlsx", book(HEADINGS, ["SKU-1", "", "", None, None, 9, "=1+1"]), "Row 2 has a formula"),
    "two sheets": ("a.xlsx", book(change=doubled), "several sheets"),
    "bomb": ("a.xlsx", with_part(book(), "xl/x.xml", bytes(101 << 20)), "unpack to far more"),
    "small bomb": ("a.xlsx", with_part(book(), "xl/x.xml", bytes(3 << 20)), "unpack to far more"),
    "wrong columns": ("a.xlsx", book(["Tên", "Giá"], ["x", 1]), "lacks these columns: Mã hàng, Mã lô"),
    "strange columns": ("a.xlsx", book([*HEADINGS, "Giá"], ["x"]), "not known: Giá"),
    "a column twice": ("a.xlsx", book([*HEADINGS, "Mã lô"], ["x"]), "there twice"),
    "headings alone": ("a.xlsx", book(HEADINGS), "no row below"),
    "an empty file": ("a.csv", b"", "no row below"),
    "utf-16": ("a.csv", HEAD.encode("utf-16"), "not in UTF-8"),
    "cp1258": ("a.csv", HEAD.encode("cp1258", "replace"), "not in UTF-8"),
    "nul": ("a.csv", HEAD.encode() + b"S\0;;1;1\n", "not a sound CSV"),
    "open quote": ("a.csv", HEAD.encode() + b'"S;;1;1\n', "not a sound CSV"),
    "tabs": ("a.csv", HEAD.replace(";", "\t").encode(), "lacks these columns"),
    "csv formula": ("a.csv", HEAD.encode() + b"S;;1;=1+1\n", "Row 2 has a formula"),
    "a book as csv": ("a.csv", book(), "Rename it to .xlsx"),
}


@pytest.mark.parametrize(("name", "content", "words"), BAD.values(), ids=list(BAD))
def test_it_is_refused_with_words(name, content, words):
    with pytest.raises(SheetRefused) as refusal:
        read_file(name, content)
    assert words in str(refusal.value)


def test_a_bomb_that_lies_is_read_no_further_than_it_says():
    with pytest.raises(SheetRefused):
        read_file("a.xlsx", lying(book()))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_too_many_rows_are_given_up_early(kind, monkeypatch):
    monkeypatch.setattr(sheet_files, "MOST_ROWS", 20)
    write = {"xlsx": write_xlsx, "csv": write_csv}[kind]
    assert len(read_file(f"a.{kind}", write([ROW] * 20))) == 20
    with pytest.raises(SheetRefused, match="more than 20 rows"):
        read_file(f"a.{kind}", write([ROW] * 21))


def test_a_row_far_below_does_not_keep_it_busy():
    def far(workbook):
        workbook.active.cell(1_000_000, 1, "x")

    with pytest.raises(SheetRefused, match="more than"):
        read_file("a.xlsx", book(change=far))


def test_entities_are_refused():
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(book())) as good:
        sheet = good.read(name)
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + sheet[sheet.index(b"<worksheet") :]
    with pytest.raises(SheetRefused, match="not a sound"):
        read_file("a.xlsx", with_part(book(), name, bomb, instead=True))


@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_is_read_with_either_separator(delimiter):
    content = (HEAD + "S;;4;3\n").replace(";", delimiter).encode()
    (line,) = read_file("A.CSV", content)
    assert line.number == 2
    assert line.cells == {"sku": "S", "lot": "", "exported": "4", "new": "3"}


def test_row_numbers_are_those_of_excel():
    content = book(HEADINGS, [], ["S", "", "", None, None, 1, 1])
    assert [line.number for line in read_file("a.xlsx", content)] == [3]


def test_the_workbook_is_laid_out_for_people():
    sheet = load_workbook(io.BytesIO(write_xlsx([ROW]))).active
    assert (sheet.title, sheet.freeze_panes) == ("Tồn kho", "A2")
    assert sheet.column_dimensions["B"].width == 44
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet["D2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_nothing_written_is_ever_a_formula(text):
    row = SheetRow(text, text, text, None, None, 1, None, None, "X")
    sheet = load_workbook(io.BytesIO(write_xlsx([row]))).active
    assert {cell.data_type for cell in sheet[2][:3]} == {"s"}
    assert f"'{text}" in write_csv([row]).decode()
    assert unescaped(escaped(text)) == text


texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20)
words = texts.map(lambda text: nfc(" ".join(text.split()))).filter(bool)
units = st.integers(0, 1_000_000)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
rows = st.builds(
    SheetRow, words, words, words, days, days, units, st.none() | units, st.none() | units, words
)


@given(
    st.lists(rows, min_size=1, max_size=5), st.sampled_from([("a.csv", write_csv), ("a.xlsx", write_xlsx)])
)
def test_what_is_written_is_read_again(written, kind):
    name, write = kind
    read = [line.cells for line in read_file(name, write(written))]
    for row, cells in zip(written, read, strict=True):
        assert words_of(cells["sku"]) == row.sku
        assert words_of(cells["lot"]) == row.lot
        assert words_of(cells["stamp"]) == row.stamp
        assert (day_of(cells["made"]), day_of(cells["use_by"])) == (row.made, row.use_by)
        assert (units_of(cells["exported"]), units_of(cells["new"])) == (row.exported, row.new)
        assert threshold_of(cells["threshold"]) == (row.threshold is not None, row.threshold)


@pytest.mark.parametrize(
    ("raw", "said"),
    [("x", "whole"), ("1.5", "whole"), (1.5, "whole"), (True, "whole"), ("1.000", "whole"), ("²", "whole")]
    + [(-1, "negative"), ("-3", "negative"), (1_000_001, "At most"), ("9" * 5000, "At most")],
)
def test_only_whole_numbers_from_0_are_units(raw, said):
    with pytest.raises(ValueError, match=said):
        units_of(raw)


def test_a_threshold_is_kept_set_or_taken_away():
    assert threshold_of("") == (False, None)
    assert threshold_of(" 5 ") == (True, 5)
    assert threshold_of("Không") == (True, None)


def test_a_day_that_is_none():
    with pytest.raises(ValueError, match="not a day"):
        day_of("31/02/2026")
