"""What was read and changed, in the office's words."""

from collections import defaultdict
from collections.abc import Iterator

from catalog.certification.register.changes import Outcome
from catalog.certification.register.columns import PRODUCTS, SHEETS, Sheet
from catalog.certification.register.problems import visible

#: Rows that a note names one by one.
NAMED_ROWS = 10


def note_lines(outcome: Outcome) -> Iterator[str]:
    """What was understood other than written, each once, with the rows that it stands in."""
    rows = defaultdict(list)
    for note in outcome.notes:
        rows[note.sheet, note.column, note.text].append(note.row)
    for (sheet, column, text), numbers in rows.items():
        named = ", ".join(str(number) for number in numbers[:NAMED_ROWS])
        more = f" và {len(numbers) - NAMED_ROWS} dòng khác" if len(numbers) > NAMED_ROWS else ""
        yield f'Ghi chú: {sheet}, cột "{column}", dòng {named}{more}: {visible(text)}.'


def change_lines(outcome: Outcome, *, with_new: bool) -> Iterator[str]:
    """Every corrected record with its fields, old → new; with `with_new` the new records too."""
    for change in outcome.changes:
        name = f"{change.sheet.name}, dòng {change.row}: {visible(change.name)}"
        if not change.is_new:
            yield f"Thay đổi: {name}"
            for heading, old, new in change.words:
                yield f"  {heading}: {old} → {new}"
        elif with_new:
            yield f"Thêm mới: {name}"


def unpublished_lines(outcome: Outcome) -> Iterator[str]:
    """Each new product that stays off show, with what it lacks."""
    for row, name, missing in outcome.unpublished:
        yield f"Chưa công khai: {PRODUCTS.name}, dòng {row}: {visible(name)}: còn thiếu {missing}."


def count_lines(outcome: Outcome, sheets: list[Sheet]) -> Iterator[str]:
    """The counts of each sheet that the file has."""
    for sheet in filter(sheets.__contains__, SHEETS):
        created, changed = (len(outcome.of(sheet, is_new=is_new)) for is_new in (True, False))
        same = outcome.unchanged[sheet.name]
        yield f"{sheet.name}: {created} thêm mới, {changed} thay đổi, {same} không đổi."
