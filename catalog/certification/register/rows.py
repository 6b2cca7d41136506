"""From raw rows to rows of values, with everything that could not be read named."""

import re
from dataclasses import dataclass, field
from datetime import date

from catalog.certification.register.known import Known
from catalog.certification.register.problems import Note, Problem, Unfit
from catalog.certification.register.shapes import ERASE, Column, Sheet
from catalog.certification.register.tables import RawRow, Table, same_words
from catalog.certification.register.values import SAID_BEFORE, is_blank, line, readers, shown


@dataclass
class Row:
    """One row of a sheet. A field is in `values` where the cell says something that could be read."""

    sheet: Sheet
    number: int
    values: dict[str, object] = field(default_factory=dict)
    #: The cells as written, for messages, and the fields that are wrong, so that none is named twice.
    written: dict[str, str] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    def problem(self, field_name: str, expected: str, value: str | None = None) -> Problem:
        """What is wrong with a field of this row; the field counts as wrong from now on."""
        self.wrong.add(field_name)
        column = self.sheet.column(field_name)
        value = self.written.get(field_name, "") if value is None else value
        return Problem(self.sheet.name, self.number, column.heading, value, expected)


class RowReader:
    """Reads rows against what the database knows; gathers problems and notes."""

    def __init__(self, known: Known, today: date):
        self.known = known
        self.readers = readers(today) | {"subgroup": self._subgroup, "commune": self._commune}
        self.problems: list[Problem] = []
        self.notes: list[Note] = []

    def read(self, table: Table) -> list[Row]:
        """The rows of a table, those with problems included."""
        self.problems += table.problems
        return [self._row(table.sheet, raw_row) for raw_row in table.rows]

    def _row(self, sheet, raw_row: RawRow):
        row = Row(sheet, raw_row.number)
        for column in sheet.columns:
            if column.field not in raw_row.cells:
                continue
            raw = raw_row.cells[column.field]
            row.written[column.field] = shown(raw)
            if raw is SAID_BEFORE:
                row.wrong.add(column.field)
                continue
            try:
                self._read_cell(row, column, raw)
            except Unfit as unfit:
                self.problems.append(row.problem(column.field, unfit.expected or column.expected))
        return row

    def _read_cell(self, row, column: Column, raw):
        """Puts the cell's value into the row; an empty cell leaves what the shop has. Raises Unfit."""
        if is_blank(raw):
            if column.required:
                raise Unfit
            return
        if isinstance(raw, str) and same_words(raw) == same_words(ERASE):
            if column.required:
                raise Unfit
            row.values[column.field] = None
            return
        value, note = self.readers[column.kind](raw, column), ""
        if column.kind == "commune":
            value, note = value
        elif column.kind in ("tax_code", "phone"):
            note = _zero_put_back(raw, value)
        row.values[column.field] = value
        if note:
            self.notes.append(Note(row.sheet.name, row.number, column.heading, note))

    def _subgroup(self, raw, column: Column):
        code = line(raw).replace(" ", "").lower()
        if code in self.known.groups:
            raise Unfit(f"{column.expected}; đây là mã của cả nhóm")
        if code not in self.known.subgroups:
            raise Unfit
        return self.known.subgroups[code]

    def _commune(self, raw, column: Column):
        return self.known.communes.find(line(raw))


def _zero_put_back(raw, value):
    digits = re.sub(r"[ .()-]", "", line(raw))
    return f"{digits} được hiểu là {value}" if value == f"0{digits}" else ""
