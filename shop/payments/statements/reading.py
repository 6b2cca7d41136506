"""A statement read whole: what came in, row by row, and what is wrong with which row."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from catalog.text import fold
from shop.payments.money import MOST_PAID, format_dong
from shop.payments.statements.cells import dong_of, moment_of, words_of
from shop.payments.statements.exceptions import StatementRefused
from shop.payments.statements.files import Row, tables_of
from shop.payments.statements.layouts import Layout, layouts

#: Rows within which the headings stand: above them banks write names, periods and balances.
ROWS_ABOVE = 30
LONGEST_MEMO, LONGEST_REFERENCE, LONGEST_PAYER = 500, 70, 200
_account_words = re.compile(r"(so tai khoan|tai khoan so|account no|account number|\bstk\b|so tk)")
_account_number = re.compile(r"\d{6,19}")
_sums = re.compile(r"^(tong|cong|so du|total|sum|opening|closing)\b")


def bare_memo(memo: str) -> str:
    """Its letters and digits alone: banks break, glue and space the same words differently."""
    return re.sub(r"\W+", "", fold(memo))


@dataclass(frozen=True)
class Credit:
    """Money that came in: `amount` đồng > 0. `reference` is the bank's, or empty.

    `nth` counts those of one file that are the same in day, amount and memo.
    """

    row: int
    booked_at: datetime
    amount: int
    memo: str
    reference: str = ""
    payer: str = ""
    nth: int = 1

    @property
    def fingerprint(self) -> str:
        """Of day, amount and memo: by it the same money is known where a bank gives no reference."""
        told = f"{self.booked_at:%Y-%m-%d}|{self.amount}|{bare_memo(self.memo)}"
        return hashlib.sha256(told.encode()).hexdigest()[:40]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, in words."""

    row: int
    words: str


@dataclass(frozen=True)
class Statement:
    """What a file told. `accounts` are those that it says to be of; money out is passed over and counted."""

    layout: Layout
    accounts: frozenset[str]
    credits: tuple[Credit, ...]
    faults: tuple[Fault, ...]
    went_out: int


def read_statement(content: bytes, *, own_layouts: str = "", now: datetime) -> Statement:
    """Reads a file, whatever it is called. Raises StatementRefused, and LayoutFault for a file `own_layouts`
    that is not sound.
    """
    best: tuple[int, int, Layout, dict[str, int], Sequence[Row]] | None = None
    for rows in tables_of(content):
        for place, (_number, cells) in enumerate(rows[:ROWS_ABOVE]):
            for layout in layouts(own_layouts):
                found = layout.places(cells)
                if found and (best is None or len(found) > best[0]):
                    best = (len(found), place, layout, found, rows)
    if best is None:
        known = ", ".join(layout.title for layout in layouts(own_layouts))
        said = _("No row of headings as %(known)s write them was found in the first %(rows)s rows.")
        raise StatementRefused(said % {"known": known, "rows": ROWS_ABOVE})
    _count, place, layout, places, rows = best
    return _Reader(layout, places, now).read(rows[:place], rows[place + 1 :])


class _Reader:
    """Reads the rows of one table under its headings."""

    def __init__(self, layout, places, now):
        self.layout, self.places, self.now = layout, places, now
        self.credits, self.faults, self.went_out = [], [], 0
        self.same = Counter()

    def read(self, above, below):
        for number, cells in below:
            told = {name: cells[at] for name, at in self.places.items() if at < len(cells)}
            try:
                self._row(number, told, cells)
            except ValueError as fault:
                self.faults.append(Fault(number, str(fault)))
        if not (self.credits or self.faults or self.went_out):
            raise StatementRefused(_("There is no booking below the headings."))
        return Statement(
            self.layout, _accounts(above), tuple(self.credits), tuple(self.faults), self.went_out
        )

    def _row(self, number, told, cells):
        if _is_no_booking(told, cells):
            return
        day, reference = _day_and_reference(told)
        booked_at = moment_of(day, self.layout.dates)
        if booked_at is None:
            raise ValueError(_("The day is missing."))
        if booked_at > self.now:
            raise ValueError(_("This day is still to come."))
        amount = self._amount(told)
        if amount < 0:
            self.went_out += 1
            return
        if amount > MOST_PAID:
            raise ValueError(_("More than %(most)s is not taken in.") % {"most": format_dong(MOST_PAID)})
        self._keep(number, booked_at, amount, told, reference)

    def _keep(self, number, booked_at, amount, told, reference):
        memo = words_of(told.get("memo"))[:LONGEST_MEMO]
        payer = words_of(told.get("payer"))[:LONGEST_PAYER]
        if len(reference) > LONGEST_REFERENCE:
            raise ValueError(
                _("The reference is longer than %(most)s characters.") % {"most": LONGEST_REFERENCE}
            )
        credit = Credit(number, booked_at, amount, memo, reference, payer)
        self.same[credit.fingerprint] += 1
        nth = self.same[credit.fingerprint]
        self.credits.append(Credit(number, booked_at, amount, memo, reference, payer, nth))

    def _amount(self, told):
        """Đồng that came in; negative for what went out. Raises ValueError."""
        if "credit" in self.layout.columns:
            came, went = (dong_of(told.get(name), self.layout.thousands) or 0 for name in ("credit", "debit"))
            if came and went:
                raise ValueError(_("It says that money came in and went out."))
            # Some banks write money out with a minus in its own column as well.
            amount = came or -abs(went)
        else:
            amount = dong_of(told.get("amount"), self.layout.thousands) or 0
            if "direction" in self.layout.columns and not self._came_in(told):
                amount = -abs(amount)
        if not amount:
            raise ValueError(_("The amount is missing."))
        return amount

    def _came_in(self, told):
        return words_of(told.get("direction")).casefold() in self.layout.incoming


def _day_and_reference(told):
    """The cell of the day, and the bank's reference: from its column, or below the day in the same cell."""
    day, reference = told.get("date"), words_of(told.get("reference"))
    if isinstance(day, str) and "\n" in day.strip():
        day, _line, below = day.strip().partition("\n")
        reference = reference or words_of(below)
    return day, reference


def _is_no_booking(told, cells):
    """Sums, balances, headings in another language, the bank's name below: rows without a day."""
    day = words_of(told.get("date"))
    if any(letter.isdecimal() for letter in day):
        return False
    amounts = [words_of(told.get(name)) for name in ("credit", "debit", "amount")]
    if not any(letter.isdecimal() for words in amounts for letter in words):
        return True
    first = next((words_of(cell) for cell in cells if words_of(cell)), "")
    return _sums.match(fold(day or first)) is not None


def _accounts(above):
    """The account numbers that stand in a row which speaks of an account."""
    told = [" ".join(map(words_of, cells)) for _number, cells in above]
    return frozenset(
        number
        for words in told
        if _account_words.search(fold(words))
        for number in _account_number.findall(words.replace(" ", ""))
    )
