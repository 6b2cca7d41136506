"""What a point has, as rows of a sheet; what a sheet that comes back would change, or what is wrong in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from catalog.trace.models import Lot
from shop.forks.partner.models import StockRecord
from shop.stock.models import LotStock
from shop.warehouse.exceptions import SheetRefused
from shop.warehouse.sheet_files import Line
from shop.warehouse.sheet_imports import StockSheetRow
from shop.warehouse.sheet_values import day_of, threshold_of, units_of, words_of
from shop.warehouse.sheets import COLUMNS, SheetRow

HEADINGS = {column.field: column.heading for column in COLUMNS}


@dataclass(frozen=True)
class Fault:
    """One cell that cannot be meant: its row, its heading, what stands there, and why not."""

    number: int
    column: str
    value: str
    words: str


@dataclass
class Checked:
    """What a file would change (rows without a sheet yet), and its faults."""

    stamp: str
    changes: list[StockSheetRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def rows_of(records: QuerySet[StockRecord], stamp: str) -> list[SheetRow]:
    """Every record by its lots on hand, one row without a lot where there is nothing; two queries.

    The threshold stands in the first row of its product alone.
    """
    on_hand = defaultdict(list)
    rows = LotStock.objects.filter(stock__in=records.order_by().values("pk"), on_hand__gt=0)
    ends = F("lot__use_by_date").asc(nulls_last=True)
    for row in rows.select_related("lot").order_by("stock", ends, F("lot").asc(nulls_last=True)):
        on_hand[row.stock_id].append(row)
    found = []
    for record in records.select_related("product__parent").order_by("product__title", "pk"):
        for place, row in enumerate(on_hand[record.pk] or [LotStock(stock=record)]):
            found.append(_row(record, row, None if place else record.low_stock_threshold, stamp))
    return found


def _row(record, row, threshold, stamp):
    lot = row.lot or Lot(code="")
    dates = {"made": lot.made_date, "use_by": lot.use_by_date}
    counts = {"exported": row.on_hand, "new": None, "threshold": threshold}
    title = record.product.full_title
    return SheetRow(sku=record.partner_sku, product=title, lot=lot.code, **dates, **counts, stamp=stamp)


def check(*, records: QuerySet[StockRecord], lines: list[Line], day: date) -> Checked:
    """Compares the rows of a file with the point's `records`; writes nothing. A constant number of queries.

    Raises SheetRefused where the rows are of different exports.
    """
    stamps = {words_of(line.cells.get("stamp")) for line in lines}
    if len(stamps) > 1:
        raise SheetRefused(_("The rows come from different exports. Send one file for each."))
    checked = Checked(stamps.pop()[:40])
    shelves = Shelves(records, checked.stamp)
    for line in lines:
        _Row(line, shelves, checked).read()
    _check_thresholds(checked)
    _check_promises(checked, shelves, day)
    checked.changes.sort(key=lambda change: order_of(change, day))
    checked.faults.sort(key=lambda fault: fault.number)
    return checked


def order_of(change: StockSheetRow, day: date) -> tuple:
    """Sorts changes as they are carried out: by stock record, so that locks are taken in one order.

    In a record come first lots past their use-by date, as their setting-aside is locked before the record;
    then what is added, so that it can be taken from again.
    """
    is_past = bool(change.lot and change.lot.is_past_use_by(day))
    return change.stock_id, not is_past, -change.difference, change.number


class Shelves:
    """What a point has, read at once."""

    def __init__(self, records, stamp):
        self.records = {words_of(record.partner_sku): record for record in records}
        chosen = records.order_by().values("pk")
        lots = Lot.objects.filter(product__in=records.order_by().values("product"))
        self.lots = {(lot.product_id, words_of(lot.code)): lot for lot in lots}
        self.rows = {(row.stock_id, row.lot_id): row for row in LotStock.objects.filter(stock__in=chosen)}
        #: What an earlier file of the same export said: counted from there, nothing counts twice.
        said = StockSheetRow.objects.filter(stock__in=chosen, outcome="done", new__isnull=False)
        said = said.filter(sheet__stamp=stamp).order_by("pk") if stamp else said.none()
        self.said = {(row.stock_id, row.lot_id): row.new for row in said}
        self.numbers: dict[tuple[int, int | None], int] = {}

    def row(self, stock_id, lot) -> LotStock:
        """What there is of a lot, or a row of nothing."""
        return self.rows.get((stock_id, lot.pk if lot else None), LotStock())


class _Row:
    """One row on its way from cells to a change; its faults go to `checked`."""

    def __init__(self, line, shelves, checked):
        self.line, self.shelves, self.checked = line, shelves, checked
        self.has_faults = False

    def read(self):
        """Adds what the row changes, or what is wrong with it."""
        record = self.shelves.records.get(words_of(self.line.cells.get("sku")))
        if record is None:
            self._fault("sku", _("No goods of this point have this code."))
            return
        lot = self._lot(record)
        exported = self._value("exported", units_of)
        new = self._value("new", units_of)
        sets, threshold = self._value("threshold", threshold_of) or (False, None)
        if exported is None and not self.has_faults:
            self._fault("exported", _("This is not a whole number."))
        if self.has_faults or self._is_twice(record, lot):
            return
        key = record.pk, lot.pk if lot else None
        row = StockSheetRow(number=self.line.number, stock=record, lot=lot)
        row.exported, row.seen = (
            self.shelves.said.get(key, exported),
            self.shelves.row(record.pk, lot).on_hand,
        )
        row.new = None if new == row.exported else new
        row.sets_threshold = sets and threshold != record.low_stock_threshold
        row.threshold_before = record.low_stock_threshold
        row.threshold = threshold if row.sets_threshold else None
        if row.difference or row.sets_threshold:
            self.checked.changes.append(row)

    def _lot(self, record):
        code = words_of(self.line.cells.get("lot"))
        made, use_by = self._value("made", day_of), self._value("use_by", day_of)
        if not code:
            return None
        lot = self.shelves.lots.get((record.product_id, code))
        if lot is None:
            self._fault("lot", _("This product has no such lot. A new lot comes in by receiving it."))
            return None
        for name, given, known in (("made", made, lot.made_date), ("use_by", use_by, lot.use_by_date)):
            if given and given != known:
                known = f"{known:%d/%m/%Y}" if known else "–"
                self._fault(name, _("The lot is known with another date: %(known)s.") % {"known": known})
        return lot

    def _is_twice(self, record, lot):
        key = record.pk, lot.pk if lot else None
        first = self.shelves.numbers.setdefault(key, self.line.number)
        if first != self.line.number:
            self._fault("sku", _("This product and lot stand in row %(row)s already.") % {"row": first})
        return first != self.line.number

    def _value(self, name, read):
        try:
            return read(self.line.cells.get(name))
        except ValueError as wrong:
            self._fault(name, str(wrong))
            return None

    def _fault(self, name, words):
        self.has_faults = True
        value = words_of(self.line.cells.get(name))[:60]
        self.checked.faults.append(Fault(self.line.number, HEADINGS[name], value, words))


def _check_thresholds(checked):
    """A product has one threshold, however many lots."""
    said = {}
    for change in checked.changes:
        if change.sets_threshold and said.setdefault(change.stock_id, change).threshold != change.threshold:
            words = _("Row %(row)s gives this product another figure.")
            words %= {"row": said[change.stock_id].number}
            shown = "" if change.threshold is None else str(change.threshold)
            checked.faults.append(Fault(change.number, HEADINGS["threshold"], shown, words))


def _check_promises(checked, shelves, day):
    """What lies packed or is promised cannot be taken away. Lots past their date were promised to nobody."""
    units = defaultdict(int)
    left = {record.pk: record.left for record in shelves.records.values()}
    good = {row.number for row in checked.changes if not (row.lot and row.lot.is_past_use_by(day))}
    for change in checked.changes:
        units[change.stock_id] += change.difference if change.number in good else 0
    for change in checked.changes:
        row = shelves.row(change.stock_id, change.lot)
        free = row.on_hand - row.packed
        lacks = change.number in good and left[change.stock_id] + units[change.stock_id] < 0
        if change.difference < 0 and (lacks or free < -change.difference):
            free = min(free, left[change.stock_id]) if lacks else free
            words = _("Only %(free)s are free: the others are promised to orders or packed.")
            fault = Fault(change.number, HEADINGS["new"], str(change.new), words % {"free": free})
            checked.faults.append(fault)
