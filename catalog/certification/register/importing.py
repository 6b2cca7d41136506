"""Reading the office's register into the shop: all of it or nothing, and who did it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from catalog.certification.register.changes import Outcome, compare
from catalog.certification.register.checks import check
from catalog.certification.register.columns import SHEETS
from catalog.certification.register.known import Known
from catalog.certification.register.problems import Problem, RegisterRefused
from catalog.certification.register.rows import RowReader
from catalog.certification.register.tables import Table
from catalog.certification.register.writing import write


def import_register(*, tables: list[Table], problems: list[Problem], now: datetime, by=None) -> Outcome:
    """Brings producers, products and certificates to what the register says, all or nothing.

    `problems` are those that opening the file has found already; `by` is who did it, None for a command.
    Raises RegisterRefused with everything that is wrong, or IntegrityError where somebody else wrote the same
    records meanwhile; then nothing is written.
    """
    # A register is in Vietnamese, whatever language is spoken where it is read in.
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        outcome = _outcome(tables, problems, now, lock=True)
        write(outcome, now=now, by=by)
    return outcome


def preview_register(*, tables: list[Table], problems: list[Problem], now: datetime) -> Outcome:
    """What `import_register` would do, without doing it. Raises RegisterRefused as it would."""
    with translation.override(settings.LANGUAGE_CODE):
        return _outcome(tables, problems, now, lock=False)


def _outcome(tables, problems, now, *, lock):
    today = timezone.localdate(now)
    known = Known.load(today=today, lock=lock)
    reader = RowReader(known, today)
    rows = {sheet.name: [] for sheet in SHEETS}
    for table in tables:
        rows[table.sheet.name] = reader.read(table)
    found = [*problems, *reader.problems, *check(rows, known)]
    if found:
        raise RegisterRefused(sorted(found, key=_place))
    outcome = compare(rows, known)
    outcome.notes = reader.notes
    return outcome


def _place(problem):
    """By sheet as listed, then row, then column."""
    names = [sheet.name for sheet in SHEETS]
    sheet = next((sheet for sheet in SHEETS if sheet.name == problem.sheet), None)
    headings = [column.heading for column in sheet.columns] if sheet else []
    column = headings.index(problem.column) if problem.column in headings else len(headings)
    return (names.index(problem.sheet) if sheet else len(names), problem.row or 0, column)
