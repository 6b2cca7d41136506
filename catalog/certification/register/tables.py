"""A sheet as rows of raw cells under the headings that we know."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from catalog.certification.register.columns import IGNORED_HEADINGS, SHEETS, Column, Sheet
from catalog.certification.register.problems import Problem, Unfit
from catalog.certification.register.values import SAID_BEFORE, is_blank, shown, tidy

#: A row of a file: its number as the office counts, and its cells from the left.
Line = tuple[int, list]


@dataclass
class RawRow:
    """One row: its number and the raw cells by field. Columns that the file lacks are not in it."""

    number: int
    cells: dict[str, object]


@dataclass
class Table:
    """One sheet as read: its rows and what was wrong with its shape."""

    sheet: Sheet
    rows: list[RawRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def same_words(text) -> str:
    """A heading or sheet name for comparing: NFC, single spaces, small letters."""
    try:
        return tidy(shown(text)).casefold()
    except Unfit:
        return shown(text)


def sheet_named(title: str) -> Sheet | None:
    """The sheet with this name; spaces and capitals don't matter, marks do."""
    return next((sheet for sheet in SHEETS if same_words(sheet.name) == same_words(title)), None)


def sheet_with_headings(headings: list) -> Sheet | None:
    """The sheet that has most of these headings and lacks fewest that it needs; None if it has none."""
    written = {same_words(heading) for heading in headings}

    def likeness(sheet):
        known = [column for column in sheet.columns if same_words(column.heading) in written]
        lacking = [column for column in sheet.columns if column.required and column not in known]
        return len(known), -len(lacking)

    best = max(SHEETS, key=likeness)
    return best if likeness(best)[0] else None


def make_table(sheet: Sheet, lines: Iterable[Line]) -> Table:
    """The table of `lines`, the first of which that is not empty holds the headings."""
    table = Table(sheet)
    filled = (found for found in lines if not all(is_blank(raw) for raw in found[1]))
    number, headings = next(filled, (0, []))
    if not number:
        return table
    columns = _columns_of(table, number, headings)
    for number, cells in filled:
        _add_row(table, columns, number, cells)
    return table


def _columns_of(table, number, headings):
    """The column at each place from the left: None if it is to be ignored, absent without a heading."""
    known = {same_words(column.heading): column for column in table.sheet.columns}
    known |= {same_words(heading): None for heading in IGNORED_HEADINGS}
    columns, seen = {}, set()
    offered = f"một trong các cột: {_headings(table.sheet)}"
    for place, heading in enumerate(headings):
        words = same_words(heading)
        if is_blank(heading):
            continue
        columns[place] = known.get(words)
        if words not in known:
            _refuse(table, number, shown(heading), shown(heading), offered)
        elif words in seen and known[words]:
            columns[place] = None
            _refuse(table, number, shown(heading), shown(heading), "mỗi cột chỉ có một lần")
        seen.add(words)
    for column in table.sheet.columns:
        if column.required and same_words(column.heading) not in seen:
            _refuse(table, number, column.heading, "", "có cột này, tên cột ở dòng đầu tiên có chữ")
    return columns


def _add_row(table, columns: dict[int, Column | None], number, cells):
    row = RawRow(number, {})
    empty = True
    for place, raw in enumerate(cells):
        if place not in columns and not is_blank(raw):
            empty = False
            if raw is not SAID_BEFORE:
                letter = get_column_letter(place + 1)
                _refuse(table, number, letter, shown(raw), "ô trống, vì cột này không có tên")
        elif column := columns.get(place):
            row.cells[column.field] = raw
            empty = empty and is_blank(raw)
    # A short line of a CSV file leaves out its last, empty cells.
    for column in filter(None, columns.values()):
        row.cells.setdefault(column.field, None)
    if not empty:
        table.rows.append(row)


def _headings(sheet):
    return ", ".join(f'"{column.heading}"' for column in sheet.columns)


def _refuse(table, row, column, value, expected):
    table.problems.append(Problem(table.sheet.name, row, column, value, expected))
