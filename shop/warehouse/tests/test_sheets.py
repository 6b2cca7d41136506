"""A point's stock leaves as a file and comes back: what it would change, and what is wrong in it."""

from dataclasses import replace
from datetime import date

import pytest

from shop.stock.models import Movement
from shop.stock.operations import set_threshold
from shop.tests.worlds import a_point, a_product, put_on_shelf
from shop.warehouse.exceptions import SheetRefused
from shop.warehouse.models import StockSheet
from shop.warehouse.sheet_checking import check
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheets import write_csv, write_xlsx
from shop.warehouse.tests.sheet_world import (
    DAY,
    checked,
    exported,
    order,
    records,
    said,
    there,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_english")]


def test_the_file_has_each_lot_and_what_is_not_there(point, record):
    empty = put_on_shelf(a_product("Ấm"), 0, at=point)
    set_threshold(stock=record, threshold=3)
    rows = [(row.sku, row.lot, row.exported, row.new, row.threshold) for row in exported(point)]
    sku = record.partner_sku
    assert sorted(rows) == sorted(
        [(sku, "A", 6, None, 3), (sku, "B", 4, None, None), (empty.partner_sku, "", 0, None, None)]
    )


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@pytest.mark.parametrize("filled_in", [False, True])
def test_what_comes_back_as_it_was_changes_nothing(point, record, write, filled_in):
    set_threshold(stock=record, threshold=3)
    rows = exported(point)
    rows = [replace(row, new=row.exported) for row in rows] if filled_in else rows
    name = "a.csv" if write is write_csv else "a.xlsx"
    found = check(records=records(point), lines=read_file(name, write(rows)), day=DAY)
    assert (found.changes, found.faults) == ([], [])


def test_nothing_is_written_by_looking(point, record):
    before = there(record), Movement.objects.count()
    assert checked(point, [replace(exported(point)[0], new=1)]).changes
    assert (there(record), Movement.objects.count(), StockSheet.objects.count()) == (*before, 0)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"sku": "NO"}, "No goods of this point"),
        ({"lot": "Z"}, "no such lot"),
        ({"use_by": date(2027, 3, 2)}, "known with another date: 01/03/2027"),
        ({"made": date(2026, 3, 2)}, "known with another date: –"),
        ({"new": -1}, "never negative"),
        ({"new": "sáu"}, "not a whole number"),
        ({"exported": None}, "not a whole number"),
        ({"threshold": "ít"}, "not a whole number"),
    ],
)
def test_a_fault_is_said_with_its_row(point, record, values, words):
    ((number, found),) = said(point, [replace(exported(point)[0], **values), exported(point)[1]])
    assert number == 2
    assert words in found


def test_a_row_that_is_there_twice(point, record):
    first = exported(point)[0]
    assert said(point, [first, first]) == [(3, "This product and lot stand in row 2 already.")]


def test_two_thresholds_for_one_product(point, record):
    first, second = exported(point)
    rows = [replace(first, threshold=3), replace(second, threshold=4)]
    assert len(said(point, rows)) == 1
    assert said(point, [rows[0], replace(second, threshold=3)]) == []


def test_rows_of_two_exports_are_refused(point, record):
    first, second = exported(point)
    with pytest.raises(SheetRefused, match="different exports"):
        checked(point, [first, replace(second, stamp="X2")])


def test_goods_of_another_point_are_not_known(point, record):
    other = put_on_shelf(a_product(), 3, at=a_point())
    row = replace(exported(point)[0], sku=other.partner_sku)
    assert "No goods of this point" in said(point, [row])[0][1]


def test_what_is_promised_is_not_taken_away(point, record):
    rows = exported(point)
    order(point, record, 8)
    assert said(point, [replace(rows[0], new=4)]) == []
    assert said(point, [replace(rows[0], new=3)]) == [
        (2, "Only 2 are free: the others are promised to orders or packed.")
    ]
    assert said(point, [replace(rows[0], new=0), replace(rows[1], new=10)]) == []


def test_what_lies_packed_is_not_taken_away(point, record):
    order(point, record, 5, "confirmed", "packed")
    assert said(point, [replace(exported(point)[0], new=4)]) == [
        (2, "Only 1 are free: the others are promised to orders or packed.")
    ]
