"""What is wrong with a register file, said so that the office can put it right."""

from dataclasses import dataclass

from catalog.certification.register.shapes import ERASE

#: As much of a value as a message shows.
SHOWN_LENGTH = 80


@dataclass(frozen=True)
class Problem:
    """One thing to correct. `row` and `column` are empty where it concerns a whole sheet."""

    sheet: str
    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self):
        place = [self.sheet]
        if self.row:
            place.append(f"dòng {self.row}")
        if self.column:
            place.append(f'cột "{visible(self.column)}"')
        value = f'giá trị "{visible(self.value)}"' if self.value else "ô trống"
        end = "" if self.expected.endswith(("?", ".")) else "."
        return f"{', '.join(place)}, {value}: cần {self.expected}{end}"


@dataclass(frozen=True)
class Note:
    """Something understood other than written, which the office may want to know."""

    sheet: str
    row: int
    column: str
    text: str


class RegisterRefused(Exception):
    """Rows are wrong, so nothing was written. `problems` names all of them."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


class UnreadableFile(Exception):
    """The file as a whole cannot be read as a register; the message says why, in Vietnamese."""


class Unfit(ValueError):
    """A value is not what its column takes; `expected` says more than the column's own words, if given."""

    def __init__(self, expected: str = ""):
        super().__init__(expected)
        self.expected = expected


def visible(text: str) -> str:
    """The text as safe to print: in one line, control characters as codes, not too long."""
    safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text.replace("\n", " "))
    return safe if len(safe) <= SHOWN_LENGTH else f"{safe[:SHOWN_LENGTH]}…"


def shown_or_empty(text: str) -> str:
    """The text, or the word for an empty field."""
    return visible(text) if text else ERASE
