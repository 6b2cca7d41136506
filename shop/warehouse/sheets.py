"""Stock as a sheet for Excel: which columns there are, and writing them, or others, as XLSX and CSV.

The headings are Vietnamese whatever the page is in: a file is read again by whoever gets it.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

TITLE = "Tồn kho"
#: With one of these at its start a cell may be run as a formula; an apostrophe before it makes it text.
DANGEROUS = "=+-@\t\r'"


@dataclass(frozen=True)
class Column:
    """One column: the field of a row, its heading, its width in characters; whether a file may lack it."""

    field: str
    heading: str
    width: int
    required: bool = False


COLUMNS = (
    Column("sku", "Mã hàng", 16, required=True),
    Column("product", "Sản phẩm", 44),
    Column("lot", "Mã lô", 16, required=True),
    Column("made", "Ngày sản xuất", 14),
    Column("use_by", "Hạn dùng", 14),
    Column("exported", "Tồn lúc xuất", 13, required=True),
    Column("new", "Tồn mới", 11, required=True),
    Column("threshold", "Báo khi còn", 13),
    Column("stamp", "Mã lần xuất", 26),
)
#: Typed as a threshold: nobody is told any more. An empty cell leaves it as it is.
NEVER = "không"


@dataclass(frozen=True)
class SheetRow:
    """One lot of one stock record, as a file shows it. `new` is for people to fill in: None changes nothing.

    `stamp` names the export, so that rows of it are not counted twice.
    """

    sku: str
    product: str
    lot: str
    made: date | None
    use_by: date | None
    exported: int
    new: int | None
    threshold: int | None
    stamp: str


def write_xlsx(rows: Iterable, columns: tuple[Column, ...] = COLUMNS, title: str = TITLE) -> bytes:
    """A workbook of one sheet, its headings frozen; nothing in it is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.append([_cell(sheet, column.heading, bold=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, getattr(row, column.field)) for column in columns])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet, value, *, bold=False):
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # Whatever it begins with.
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell


def write_csv(rows: Iterable, columns: tuple[Column, ...] = COLUMNS) -> bytes:
    """UTF-8 with its mark, so that Excel knows it; semicolons, as Excel expects where a comma is decimal."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow([column.heading for column in columns])
    for row in rows:
        writer.writerow([_text(getattr(row, column.field)) for column in columns])
    return written.getvalue().encode("utf-8-sig")


def _text(value):
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return escaped(value) if isinstance(value, str) else str(value)


def escaped(text: str) -> str:
    """The text with an apostrophe before what could be run as a formula."""
    return f"'{text}" if text[:1] and text[0] in DANGEROUS else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in DANGEROUS else text
