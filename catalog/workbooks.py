"""Excel workbooks that somebody sends: opened with care, and read row by row.

What could harm is refused before it is opened: macros, a password, what unpacks to too much. Nothing is ever
calculated: a formula is refused.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.reader.excel import ExcelReader

#: What all parts of a workbook may come to, and how many times its packed size a part may be.
MOST_UNPACKED, MOST_TIMES = 100 * 1024 * 1024, 150
#: Smaller parts are not worth a look, however well they are packed.
SMALL_PART = 1024 * 1024
#: How files begin: a workbook of old or with a password, and what is packed as .xlsx is.
OLD_OR_LOCKED, PACKED = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_merged = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")


class WorkbookRefused(Exception):
    """The file is not opened, or not read to its end; the message says why and what to do."""


def rows_of(
    content: bytes, *, most_columns: int, may_merge: bool = False
) -> Iterator[tuple[int, list[object]]]:
    """The rows of the one sheet of a workbook, numbered as Excel does. Raises WorkbookRefused.

    With `may_merge` a merged area has its value in the first cell, and nothing in the others.
    """
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _check_sheets(content, may_merge)
            yield from _streamed(content, most_columns)
    except (WorkbookRefused, MemoryError):
        raise
    except Exception as error:  # Whatever its reader stumbles over becomes our own refusal.
        raise _not_a_workbook() from error


def formula_in(number: int) -> str:
    """The words about a formula in a row."""
    said = _("Row %(row)s has a formula. Paste the values instead of formulas.")
    return said % {"row": number}


def _not_a_workbook():
    return WorkbookRefused(
        _("The file is not a sound Excel workbook, or has a password. Open it in Excel and save it as .xlsx.")
    )


def _check_archive(content):
    """Raises WorkbookRefused for what should not be unpacked; only its list of parts is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _not_a_workbook() from error
    # No more than the declared size of a part is ever read from it.
    times = max((part.file_size / max(part.compress_size, 1) for part in parts if _is_large(part)), default=0)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or times > MOST_TIMES:
        raise WorkbookRefused(_("The file would unpack to far more than it is. It is not opened."))
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise WorkbookRefused(_("The file may hold macros, so it is not opened. Save it as .xlsx."))


def _is_large(part):
    return part.file_size > SMALL_PART


def _check_sheets(content, may_merge):
    """From the sheet's own text: its reader would make a cell for each place of an area, however big."""
    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    sheets = list(reader.parser.find_sheets())
    if len(sheets) != 1:
        raise WorkbookRefused(_("The workbook has several sheets. Leave only the one to be read."))
    if not may_merge and _merged.search(reader.archive.read(sheets[0][1].target)):
        raise WorkbookRefused(
            _("The sheet has merged cells. Undo the merging, so that each cell has its own value.")
        )


def _streamed(content, most_columns):
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    for number, line in enumerate(sheet.iter_rows(max_col=most_columns), start=1):
        if any(cell.data_type == "f" for cell in line):
            raise WorkbookRefused(formula_in(number))
        yield number, [cell.value for cell in line]
