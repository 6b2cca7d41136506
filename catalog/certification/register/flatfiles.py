"""A CSV file: one sheet's columns, in UTF-8, with commas or semicolons between the cells."""

import csv
import io
from itertools import islice

from catalog.certification.register.columns import SHEETS
from catalog.certification.register.problems import UnreadableFile
from catalog.certification.register.tables import Table, make_table, sheet_with_headings
from catalog.certification.register.values import dotted, is_blank

_save_again = "Trong Excel, hãy lưu lại dưới dạng “CSV UTF-8 (Comma delimited)”"


def read_flat_file(content: bytes, *, most_rows: int) -> list[Table]:
    """The one table of a CSV file. Raises UnreadableFile."""
    text = _decoded(content)
    lines = _lines(text, most_rows)
    headings = next((cells for _, cells in lines if not all(map(is_blank, cells))), [])
    sheet = sheet_with_headings(headings)
    if headings and not sheet:
        keys = "; ".join(", ".join(column.heading for column in sheet.columns) for sheet in SHEETS)
        raise UnreadableFile(
            "Không nhận ra cột nào ở dòng đầu tiên. Các ô phải ngăn cách bằng dấu phẩy hoặc dấu chấm phẩy, "
            f"và dòng đầu tiên là tên cột của một trang: {keys}."
        )
    return [make_table(sheet, lines)] if sheet else []


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"Tệp CSV ở bảng mã UTF-16, cần UTF-8. {_save_again}.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"Tệp CSV không ở bảng mã UTF-8 (byte thứ {error.start + 1} không đọc được). {_save_again}."
        ) from error
    if "\0" in text:
        raise UnreadableFile(f"Đây không phải tệp CSV (có ký tự NUL). {_save_again}.")
    return text


def _lines(text, most_rows):
    """The lines, read with the separator under which more headings are known; blank ones count as rows."""
    first = text.lstrip().partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(number, cells) for number, cells in enumerate(islice(reader, most_rows + 2), start=1)]
    except csv.Error as error:
        raise UnreadableFile(
            f"Dòng {reader.line_num} của tệp CSV có dấu ngoặc kép không đúng chỗ hoặc ô quá dài ({error})."
        ) from error
    if len(lines) > most_rows + 1:
        raise UnreadableFile(f"Tệp có hơn {dotted(most_rows)} dòng. Hãy chia thành nhiều tệp.")
    return lines
