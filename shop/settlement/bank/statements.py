"""A statement on its way: kept as it was read, foreseen, then taken in a piece at a time.

Every booking is kept once whoever tells it, so that a file applied twice, by two people or beside the feed
changes nothing more. The count of rows done only says how far it is.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.forks.order.models import Order
from shop.payments.statements.exceptions import StatementRefused
from shop.payments.statements.reading import Credit, Statement
from shop.settlement.balance import balances
from shop.settlement.bank.exceptions import AlreadyAnswered
from shop.settlement.bank.matching import order_number_in
from shop.settlement.bank.models import BankAccount, BankStatement, BankTransaction
from shop.settlement.bank.reconciling import payable
from shop.settlement.bank.same_money import Kept
from shop.settlement.bank.taking_in import take_in

#: Rows of one piece: a second or two of work.
PIECE = 100
Stage = BankStatement.State


@dataclass(frozen=True)
class Foreseen:
    """What a row would do: `booking` where it is kept already, else the order that it names and what is owed
    of that (đồng).
    """

    credit: Credit
    booking: BankTransaction | None
    order: Order | None
    owed: int


def keep(*, account: str, name: str, statement: Statement, at: datetime, by) -> BankStatement:
    """Keeps what was read; nothing of it is done yet. Raises StatementRefused for another account's file."""
    if statement.accounts and not any(account in number for number in statement.accounts):
        said = _("This statement is of the account %(theirs)s, not of the shop's, %(ours)s.")
        raise StatementRefused(said % {"theirs": ", ".join(sorted(statement.accounts)), "ours": account})
    rows = [{**asdict(credit), "booked_at": credit.booked_at.isoformat()} for credit in statement.credits]
    return BankStatement.objects.create(
        account=BankAccount.objects.get_or_create(number=account)[0],
        file_name=one_line(name)[-100:] or "-",
        layout=statement.layout.title[:60],
        uploaded_at=at,
        uploaded_by=by,
        rows=rows,
        faults=[[fault.row, fault.words] for fault in statement.faults],
        went_out=statement.went_out,
        rows_total=len(rows),
        state=Stage.DRAFT if rows else Stage.APPLIED,
    )


def credits_of(statement: BankStatement, start: int, stop: int) -> list[Credit]:
    """The rows from `start` to before `stop`, as they were read."""
    return read_again(statement.rows[start:stop])


def read_again(rows: Sequence[dict]) -> list[Credit]:
    """Rows of a statement as they are kept, as they were read."""
    return [Credit(**{**row, "booked_at": parse_datetime(row["booked_at"])}) for row in rows]


def foresee(*, account: BankAccount, rows: Sequence[Credit]) -> list[Foreseen]:
    """What each of these rows would do; one look at the ledger for all of them."""
    numbers = {credit.row: order_number_in(credit.memo) for credit in rows}
    orders = {order.number: order for order in payable().filter(number__in=filter(None, numbers.values()))}
    owed = balances(order.pk for order in orders.values())
    kept = Kept(account, rows)
    foreseen = []
    for credit in rows:
        order = orders.get(numbers[credit.row])
        now = owed[order.pk] if order else None
        due = now.owed + now.kept_for if now else 0
        foreseen.append(Foreseen(credit, kept.of(credit), order, due))
    return foreseen


def apply_piece(*, statement: BankStatement, seen: int, at: datetime) -> None:
    """Takes in the next rows after the first `seen`. Raises AlreadyAnswered where that was done before."""
    note = _("Statement %(name)s") % {"name": statement.file_name}
    rows = credits_of(statement, seen, seen + PIECE) if seen == statement.rows_done else []
    account = statement.account.number
    fresh = sum(take_in(account=account, credit=credit, at=at, note=note).is_new for credit in rows)
    done = seen + len(rows)
    stage = Stage.APPLIED if done == statement.rows_total else Stage.APPLYING
    there = BankStatement.objects.filter(pk=statement.pk, rows_done=seen).exclude(state=Stage.APPLIED)
    if not rows or not there.update(rows_done=done, state=stage, rows_new=F("rows_new") + fresh):
        raise AlreadyAnswered({"": _("Nothing was changed: somebody was quicker.")})
