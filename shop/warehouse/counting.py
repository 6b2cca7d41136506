"""Taking stock: blind entries while the shop sells, then the manager's decision on each difference."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.text import one_line
from catalog.trace.models import Lot
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.models import LotStock, Movement
from shop.stock.operations import Entry, change
from shop.warehouse.exceptions import AlreadyMovedOn, LineRefused, PaperRefused
from shop.warehouse.models import CountLine, StockTake
from shop.warehouse.shipping import MOST_UNITS

State = StockTake.State
Verdict = CountLine.Verdict


@transaction.atomic
def start_count(*, partner: Partner, at: datetime, actor, note: str = "") -> StockTake:
    """Opens a count at a point. Raises PaperRefused where one is open there already."""
    try:
        with transaction.atomic():
            return StockTake.objects.create(
                partner=partner, note=one_line(note), started_at=at, started_by=actor
            )
    except IntegrityError as open_already:
        raise PaperRefused(_("A count is open here already. Go on with that one.")) from open_already


@transaction.atomic
def enter(
    *, stock_take: StockTake, stock: StockRecord, lot: Lot | None, counted: int, at: datetime, actor
) -> CountLine:
    """Writes down what was counted of a lot on the shelf, and what the books expect there in this moment.

    Counted again, the new figure counts, unless the manager has decided on the old one. Raises AlreadyMovedOn
    then and where the count is not open for entries, PaperRefused for goods of another point or a number that
    is none.
    """
    _move(stock_take, State.COUNTING, state=State.COUNTING)
    if stock.partner_id != stock_take.partner_id:
        raise PaperRefused(_("These goods are of another point."))
    if not 0 <= counted <= MOST_UNITS:
        raise PaperRefused(_("A count is a number from 0."))
    StockRecord.objects.select_for_update(no_key=True).get(pk=stock.pk)
    values = {"counted": counted, "expected": _on_shelf(stock, lot), "counted_at": at, "counted_by": actor}
    found = CountLine.objects.filter(stock_take=stock_take, stock=stock, lot=lot)
    if found.filter(verdict=Verdict.PENDING).update(**values):
        return found.get()
    if found.exists():
        raise AlreadyMovedOn(_("This lot is decided already in this count. Count it in the next one."))
    return CountLine.objects.create(stock_take=stock_take, stock=stock, lot=lot, **values)


def _on_shelf(stock, lot):
    row = LotStock.objects.filter(stock=stock, lot=lot).annotate(free=F("on_hand") - F("packed")).first()
    return row.free if row else 0


@transaction.atomic
def submit(*, stock_take: StockTake) -> None:
    """Ends the counting; now the manager decides. Raises PaperRefused for an empty count, AlreadyMovedOn."""
    _move(stock_take, State.COUNTING, state=State.SUBMITTED)
    if not stock_take.lines.exists():
        raise PaperRefused(_("Nothing has been counted yet."))


@transaction.atomic
def count_again(*, stock_take: StockTake) -> None:
    """Gives a submitted count back for more counting. Raises AlreadyMovedOn."""
    _move(stock_take, State.SUBMITTED, state=State.COUNTING)


@transaction.atomic
def accept(*, line: CountLine, reason: str, at: datetime, actor) -> None:
    """Writes the difference of a line to the books, with the reason that the manager gives.

    Only the difference: what was sold since the count stays sold. Raises LineRefused without a reason, or
    where promised goods would be taken away; AlreadyMovedOn where it is decided, or was counted anew since
    `line` was read; nothing is changed then.
    """
    reason = one_line(reason)
    if line.difference and not reason:
        raise LineRefused(line.pk, _("Say why the books are to be changed."))
    _decide(line, Verdict.APPLIED, reason)
    if line.difference:
        entry = Entry(Movement.Kind.COUNT, line.reference, at, actor, reason)
        try:
            change(stock_id=line.stock_id, difference=line.difference, entry=entry, lot=line.lot)
        except (OutOfStock, NotEnoughOfLot) as shortage:
            said = _("So many are not free: they are promised to orders, or sold since. Count them again.")
            raise LineRefused(line.pk, said) from shortage


@transaction.atomic
def reject(*, line: CountLine, reason: str) -> None:
    """Leaves the books as they are. Raises AlreadyMovedOn as `accept` does."""
    _decide(line, Verdict.REJECTED, one_line(reason))


def _decide(line, verdict, reason):
    _move(line.stock_take, State.SUBMITTED, state=State.SUBMITTED)
    seen = {"counted": line.counted, "expected": line.expected}
    pending = CountLine.objects.filter(pk=line.pk, verdict=Verdict.PENDING, **seen)
    if not pending.update(verdict=verdict, reason=reason):
        raise AlreadyMovedOn(_("Nothing was changed: this line is decided already, or was counted anew."))


@transaction.atomic
def close(*, stock_take: StockTake, at: datetime, actor) -> None:
    """Closes a count on which everything is decided; what agreed with the books is accepted by itself.

    Raises PaperRefused where a difference waits, AlreadyMovedOn.
    """
    _move(stock_take, State.SUBMITTED, state=State.CLOSED, ended_at=at, ended_by=actor)
    pending = stock_take.lines.filter(verdict=Verdict.PENDING)
    pending.filter(counted=F("expected")).update(verdict=Verdict.APPLIED)
    if waiting := pending.count():
        raise PaperRefused(_("%(count)s differences are not decided yet.") % {"count": waiting})


@transaction.atomic
def give_up(*, stock_take: StockTake, at: datetime, actor) -> None:
    """Ends a count without a change. Raises PaperRefused where something of it is in the books already."""
    _move(stock_take, *StockTake.OPEN, state=State.CANCELLED, ended_at=at, ended_by=actor)
    if stock_take.lines.filter(verdict=Verdict.APPLIED).exists():
        raise PaperRefused(_("Some differences are in the books already. Close this count instead."))


def _move(stock_take, *seen, **values):
    if not StockTake.objects.filter(pk=stock_take.pk, state__in=seen).update(**values):
        now = StockTake.objects.get(pk=stock_take.pk).get_state_display()
        said = _("Nothing was changed: the count is now: %(state)s.")
        raise AlreadyMovedOn(said % {"state": now})
