"""What a sheet of the register and a column of it are."""

from dataclasses import dataclass
from datetime import date

#: What the office writes to take away a value that the shop keeps; an empty cell leaves it alone.
ERASE = "(trống)"


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field that it fills, and what a cell may hold."""

    heading: str
    field: str
    kind: str
    #: Continues the sentence "cần ...".
    expected: str
    example: str | int | float | date | None
    required: bool = False
    max_length: int = 0
    #: For `kind="choice"`: what the office may write, the usual wording first, and what it means.
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def label_of(self, choice: str) -> str:
        """The usual wording of a choice."""
        return next((words[0] for value, words in self.choices if value == choice), choice)


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook, or one CSV file; `key` is the field by which a row is known again."""

    name: str
    file_part: str
    key: str
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column that fills `field`."""
        return next(column for column in self.columns if column.field == field)
