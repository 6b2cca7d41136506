"""Opening a statement: what kind of file its content says it is, and which cells stand in which row.

Banks give CSV in four encodings with three separators, and workbooks with titles over merged cells. A name is
never believed, and nothing is calculated.
"""

import codecs
import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from catalog.text import nfc
from catalog.workbooks import OLD_OR_LOCKED, PACKED, WorkbookRefused, rows_of
from shop.payments.statements.exceptions import StatementRefused

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 40, 2_000
SEPARATORS = (";", ",", "\t")
Row = tuple[int, list[object]]


def tables_of(content: bytes) -> Iterator[list[Row]]:
    """The rows of the file, numbered from 1 and without empty ones: once for a workbook, once for each
    separator of a CSV file, for the caller to take the one that has the headings. Raises StatementRefused.
    """
    if len(content) > MOST_BYTES:
        raise StatementRefused(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES >> 20})
    if content.startswith(PACKED):
        yield _kept(_workbook(content))
        return
    text = _decoded(content)
    for separator in SEPARATORS:
        if separator in text:
            yield _kept(_flat(text, separator))


def _workbook(content):
    try:
        yield from rows_of(content, most_columns=MOST_COLUMNS, may_merge=True)
    except WorkbookRefused as refusal:
        raise StatementRefused(str(refusal)) from refusal


def _kept(rows):
    kept = []
    for number, cells in rows:
        if any(cell is not None and str(cell).strip() for cell in cells):
            kept.append((number, cells[:MOST_COLUMNS]))
        if len(kept) > MOST_ROWS or number > 5 * MOST_ROWS:
            words = _("The file has more than %(most)s rows. Ask the bank for shorter periods.")
            raise StatementRefused(words % {"most": f"{MOST_ROWS:,}".replace(",", ".")})
    return kept


def _flat(text, separator):
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [nfc(cell[:LONGEST_CELL]) for cell in cells]
    except csv.Error as error:
        raise StatementRefused(_("The file is not a sound CSV file. Save it anew.")) from error


def _decoded(content):
    """The text of a CSV file. Raises StatementRefused for what is none."""
    if content.startswith(OLD_OR_LOCKED):
        raise StatementRefused(_("This is an Excel file of old, or has a password. Save it as .xlsx."))
    if content.lstrip()[:1] == b"<":
        raise StatementRefused(_("This is a web page with another name. Open it in Excel, save it as .xlsx."))
    if content.startswith(b"%PDF"):
        raise StatementRefused(_("This is a PDF. Ask the bank for the statement as Excel or CSV."))
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:  # noqa: PERF203 - two encodings at most
            continue
        if "\0" not in text:
            return text
    raise StatementRefused(_("The file is neither a workbook (.xlsx) nor a text in a known encoding (.csv)."))


def _encodings(content):
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig", "cp1258")
