"""Opening a file that somebody sends: is it a sheet of stock at all, and which cells stand in which row.

What could harm is refused before it is opened (`catalog.workbooks`). Nothing is ever calculated: a formula is
refused, and so are merged cells, since nobody could say what they mean.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.text import one_line
from catalog.workbooks import OLD_OR_LOCKED, PACKED, WorkbookRefused, formula_in, rows_of
from shop.warehouse.exceptions import SheetRefused
from shop.warehouse.sheets import COLUMNS, unescaped

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
#: Empty rows between others that are passed over.
MOST_GAPS, MOST_COLUMNS = 1_000, 30
MACROS = (".xlsm", ".xltm", ".xlsb")


@dataclass(frozen=True)
class Line:
    """One row of a file: its number as Excel counts, and its raw cells by field."""

    number: int
    cells: dict[str, object]


def read_file(name: str, content: bytes) -> list[Line]:
    """The rows under the headings, without those that are empty. Raises SheetRefused."""
    kind = name[name.rfind(".") :].lower() if "." in name else ""
    if kind in MACROS:
        raise SheetRefused(_("The file may hold macros, so it is not opened. Save it as .xlsx."))
    if kind not in (".xlsx", ".csv"):
        raise SheetRefused(_("Only .xlsx and .csv files are read. In Excel, save it as .xlsx."))
    if len(content) > MOST_BYTES:
        raise SheetRefused(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES >> 20})
    rows = _workbook_rows(content) if kind == ".xlsx" else _flat_rows(content)
    lines = list(_under_headings(_filled(rows)))
    if not lines:
        raise SheetRefused(_("There is no row below the headings."))
    return lines


def _filled(rows) -> Iterator[tuple[int, list]]:
    """The rows that hold something. Raises SheetRefused where there are too many."""
    kept = 0
    for number, cells in rows:
        if number > MOST_ROWS + MOST_GAPS:
            raise _too_many()
        if any(cell is not None and str(cell).strip() for cell in cells):
            kept += 1
            if kept > MOST_ROWS + 1:  # The headings do not count.
                raise _too_many()
            yield number, cells


def _too_many():
    said = _("The file has more than %(most)s rows. Split it into several files.")
    return SheetRefused(said % {"most": f"{MOST_ROWS:,}".replace(",", ".")})


def _under_headings(rows):
    fields = None
    for number, cells in rows:
        if fields is None:
            fields = _fields(cells)
            continue
        yield Line(number, {field: cells[place] for place, field in fields.items() if place < len(cells)})


def _fields(headings) -> dict[int, str]:
    """Place from the left → field. Raises SheetRefused for headings that are not those of the export."""
    known = {_same(column.heading): column.field for column in COLUMNS}
    given = {place: _same(heading) for place, heading in enumerate(headings) if _same(heading)}
    strange = [str(headings[place])[:40] for place, words in given.items() if words not in known]
    found = [known[words] for words in given.values() if words in known]
    lacking = [column.heading for column in COLUMNS if column.required and column.field not in found]
    if lacking:
        said = _("The file lacks these columns: %(columns)s. Use the file that this page exports.")
        raise SheetRefused(said % {"columns": ", ".join(lacking)})
    if strange:
        said = _("The file has columns that are not known: %(columns)s. Take them out.")
        raise SheetRefused(said % {"columns": ", ".join(strange)})
    if len(found) != len(set(found)):
        raise SheetRefused(_("A column is there twice. Keep one of it."))
    return {place: known[words] for place, words in given.items()}


def _same(heading):
    return one_line(str(heading if heading is not None else "")).casefold()


def _flat_rows(content):
    """The rows of a CSV file, by semicolons or commas."""
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,", key=first.count), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.lstrip().startswith("=") for cell in cells):
                raise _formula(number)
            yield number, [unescaped(cell) for cell in cells]
    except csv.Error as error:
        raise SheetRefused(_("The file is not a sound CSV file. Save it anew.")) from error


def _decoded(content):
    if content.startswith((PACKED, OLD_OR_LOCKED)):
        raise SheetRefused(_("This is an Excel file, not CSV. Rename it to .xlsx."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetRefused(_("The CSV file is not in UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\0" in text:
        raise SheetRefused(_("The file is not a sound CSV file. Save it anew."))
    return text


def _formula(number):
    return SheetRefused(formula_in(number))


def _workbook_rows(content):
    """The rows of the one sheet of a workbook."""
    try:
        yield from rows_of(content, most_columns=MOST_COLUMNS)
    except WorkbookRefused as refusal:
        raise SheetRefused(str(refusal)) from refusal
