"""The template that the office fills in, made from the description of the columns."""

import csv
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalog.certification.register.columns import GUIDE_SHEET, SHEETS, Column, Sheet

#: Kinds that Excel would spoil, dropping zeros or making dates, unless the cells are text.
_kept_as_text = {
    *("text", "name", "number", "code", "subgroup", "commune"),
    *("gtin", "tax_code", "phone", "founded", "shelf_life", "months"),
}
_first_rows = 500


def write_template(path: Path) -> list[Path]:
    """Writes a template workbook or, for .csv, one file a sheet beside each other; returns what was written.

    Raises FileExistsError rather than write over a file that may hold somebody's work.
    """
    if path.suffix.lower() == ".xlsx":
        paths = [path]
    else:
        paths = [path.with_name(f"{path.stem}-{sheet.file_part}{path.suffix}") for sheet in SHEETS]
    for target in paths:
        if target.exists():
            raise FileExistsError(target)
    if path.suffix.lower() == ".xlsx":
        _workbook().save(path)
    else:
        for sheet, target in zip(SHEETS, paths, strict=True):
            _write_flat_file(sheet, target)
    return paths


def _write_flat_file(sheet: Sheet, path: Path):
    # The mark at the start tells Excel that this is UTF-8.
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(column.heading for column in sheet.columns)
        rows.writerow(example_in_words(column) for column in sheet.columns)


def example_in_words(column: Column) -> str:
    """The column's example as the office would type it."""
    if isinstance(column.example, date):
        return f"{column.example:%d/%m/%Y}"
    if isinstance(column.example, float):
        return str(column.example).replace(".", ",")
    return "" if column.example is None else str(column.example)


def _workbook():
    book = Workbook()
    guide = book.active
    guide.title = GUIDE_SHEET
    _fill_guide(guide)
    for sheet in SHEETS:
        _fill_sheet(book.create_sheet(sheet.name), sheet)
    return book


def _fill_guide(page):
    page.append(["Trang", "Cột", "Bắt buộc", "Cần ghi", "Ví dụ"])
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = "có" if column.required else ""
            page.append([sheet.name, column.heading, needed, column.expected, example_in_words(column)])
    page.append([])
    page.append(["Dòng 2 của mỗi trang là ví dụ: hãy xoá hoặc ghi đè trước khi nhập."])
    _make_headings(page, widths=[18, 22, 10, 70, 32])
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=cell.column == 4, vertical="top")


def _fill_sheet(page, sheet):
    page.append([column.heading for column in sheet.columns])
    page.append([column.example for column in sheet.columns])
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        style = _number_format(column)
        page.column_dimensions[letter].number_format = style
        page[f"{letter}2"].number_format = style
        if column.choices:
            words = ",".join(labels[0] for _, labels in column.choices)
            offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=not column.required)
            offered.add(f"{letter}2:{letter}{_first_rows}")
            page.add_data_validation(offered)
    _make_headings(page, widths=[max(14, len(column.heading) + 4) for column in sheet.columns])


def _number_format(column):
    if column.kind in _kept_as_text:
        return "@"
    return "dd/mm/yyyy" if column.kind in ("date", "any_date") else "General"


def _make_headings(page, *, widths):
    page.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        page.cell(1, place).font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = width
