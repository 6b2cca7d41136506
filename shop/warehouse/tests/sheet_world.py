"""A point's stock as a file on its way out, back and into the books."""

from shop.forks.partner.models import StockRecord
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.stock.models import LotStock
from shop.tests.worlds import NOW, an_order
from shop.warehouse.models import StockSheet
from shop.warehouse.sheet_applying import apply_piece, keep, start
from shop.warehouse.sheet_checking import check, rows_of
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheets import write_csv

DAY = NOW.date()
State = StockSheet.State


def records(point):
    return StockRecord.objects.filter(partner=point.partner).with_available()


def exported(point, stamp="X1"):
    return rows_of(records(point), stamp)


def checked(point, rows):
    return check(records=records(point), lines=read_file("a.csv", write_csv(rows)), day=DAY)


def said(point, rows):
    """The faults of these rows as (row, words)."""
    found = checked(point, rows)
    return [(fault.number, fault.words) for fault in found.faults]


def kept(point, rows, keeper, content=None):
    content = content or write_csv(rows)
    how = {"name": "tồn.csv", "at": NOW, "actor": keeper}
    return keep(partner=point.partner, content=content, checked=checked(point, rows), **how)


def applied(sheet, keeper):
    start(sheet=sheet)
    sheet.refresh_from_db()
    while sheet.state == State.APPLYING:
        apply_piece(sheet=sheet, seen=sheet.rows_done, at=NOW, actor=keeper)
        sheet.refresh_from_db()
    return sheet


def there(record):
    """Lot code → on hand."""
    return dict(LotStock.objects.filter(stock=record).values_list("lot__code", "on_hand"))


def order(point, record, units, *steps):
    parcel = an_order((record.product, units), destination=Destination(sales_point=point)).fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW)
