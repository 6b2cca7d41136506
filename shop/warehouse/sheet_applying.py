"""A file of stock on its way: looked through, applied a piece at a time, or given up.

Each piece is one transaction that first moves the sheet's own count of rows done, and only from where the
caller saw it: whoever comes second, or comes back later, does nothing twice.
"""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.text import one_line
from shop.forks.partner.models import Partner
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.models import Movement
from shop.stock.operations import Entry, change, set_threshold
from shop.warehouse.exceptions import AlreadyMovedOn, PaperRefused
from shop.warehouse.models import StockSheet, StockSheetRow
from shop.warehouse.sheet_checking import Checked, order_of

State, Outcome = StockSheet.State, StockSheetRow.Outcome
#: Rows of one piece: about a second or two of work.
PIECE = 250


def applied_before(*, partner: Partner, content: bytes) -> StockSheet | None:
    """The sheet as which this very file was applied at the point, or is being applied."""
    started = StockSheet.objects.filter(state__in=[State.APPLYING, State.APPLIED])
    return started.filter(partner=partner, sha256=sha256(content).hexdigest()).first()


@transaction.atomic
def keep(*, partner: Partner, name: str, content: bytes, checked: Checked, at: datetime, actor) -> StockSheet:
    """Keeps what a file without faults would change; nothing of it is done yet.

    Earlier drafts of the same file are given up. Raises PaperRefused where there are faults.
    """
    if checked.faults:
        raise PaperRefused(_("Put the faults right first."))
    digest = sha256(content).hexdigest()
    drafts = StockSheet.objects.filter(partner=partner, sha256=digest, state=State.DRAFT)
    drafts.update(state=State.CANCELLED, ended_at=at)
    name = one_line(name)[-100:]
    values = {"file_name": name, "sha256": digest, "stamp": checked.stamp, "rows_total": len(checked.changes)}
    sheet = StockSheet.objects.create(partner=partner, uploaded_at=at, uploaded_by=actor, **values)
    for position, row in enumerate(checked.changes):
        row.sheet, row.position = sheet, position
    StockSheetRow.objects.bulk_create(checked.changes, batch_size=500)
    return sheet


@transaction.atomic
def start(*, sheet: StockSheet) -> None:
    """From now on the file is being applied. Raises AlreadyMovedOn; PaperRefused where it is empty or was
    applied before.
    """
    try:
        with transaction.atomic():
            drafts = StockSheet.objects.filter(pk=sheet.pk, state=State.DRAFT, rows_total__gt=0)
            moved = drafts.update(state=State.APPLYING)
    except IntegrityError as applied:
        raise PaperRefused(_("This very file was applied before. Nothing was changed.")) from applied
    if not moved:
        raise AlreadyMovedOn(_("Nothing was changed: somebody was quicker."))


@transaction.atomic
def give_up(*, sheet: StockSheet, at: datetime) -> None:
    """Ends a draft; nothing of it was done. Raises AlreadyMovedOn."""
    drafts = StockSheet.objects.filter(pk=sheet.pk, state=State.DRAFT)
    if not drafts.update(state=State.CANCELLED, ended_at=at):
        raise AlreadyMovedOn(_("Nothing was changed: somebody was quicker."))


@transaction.atomic
def apply_piece(*, sheet: StockSheet, seen: int, at: datetime, actor) -> None:
    """Carries out the next rows after the first `seen`. A row that is not possible any more keeps the words
    why, and the others go on. Raises AlreadyMovedOn where they were done before.
    """
    rows = list(sheet.rows.filter(position__gte=seen)[:PIECE].select_related("lot", "stock"))
    done = seen + len(rows)
    values = {"rows_done": done}
    if done == sheet.rows_total:
        values |= {"state": State.APPLIED, "ended_at": at}
    there = StockSheet.objects.filter(pk=sheet.pk, state=State.APPLYING, rows_done=seen)
    if not rows or not there.update(**values):
        raise AlreadyMovedOn(_("Nothing was changed: somebody was quicker."))
    for row, does_units in _steps(rows, timezone.localdate(at)):
        if does_units:
            _move(row, sheet, at, actor)
        else:
            set_threshold(stock=row.stock, threshold=row.threshold)
    StockSheetRow.objects.bulk_update(rows, ["outcome", "words"])


def _steps(rows, day) -> list[tuple[StockSheetRow, bool]]:
    """Each row with whether its units or its threshold come next; a record's threshold after its units."""
    steps = [((*order_of(row, day)[:1], 0, *order_of(row, day)[1:]), row, True) for row in rows]
    steps += [((row.stock_id, 1), row, False) for row in rows if row.sets_threshold]
    return [(row, does_units) for _key, row, does_units in sorted(steps, key=lambda step: step[0])]


def _move(row, sheet, at, actor):
    row.outcome = Outcome.DONE
    if not row.difference:
        return
    reason = _("From the file %(name)s") % {"name": sheet.file_name}
    entry = Entry(Movement.Kind.ADJUSTMENT, row.reference, at, actor, reason)
    try:
        change(stock_id=row.stock_id, difference=row.difference, entry=entry, lot=row.lot)
    except OutOfStock:
        row.outcome, row.words = (
            Outcome.REFUSED,
            _("So many are not free any more: they are promised to orders."),
        )
    except NotEnoughOfLot as shortage:
        words = _("Of this lot only %(left)s are free now.") % {"left": shortage.left}
        row.outcome, row.words = Outcome.REFUSED, words


def refused(sheet: StockSheet) -> QuerySet[StockSheetRow]:
    """The rows that were not possible any more."""
    rows = sheet.rows.filter(outcome=Outcome.REFUSED)
    return rows.select_related("stock__product__parent", "lot").order_by("number")
