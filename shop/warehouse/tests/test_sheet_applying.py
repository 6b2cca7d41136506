"""What somebody changed in a file reaches the books: the difference, once, a piece at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shop.stock.models import Movement
from shop.stock.operations import set_threshold, write_off
from shop.stock.past_use_by import set_aside_past_use_by
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf
from shop.warehouse import sheet_applying
from shop.warehouse.exceptions import AlreadyMovedOn, PaperRefused
from shop.warehouse.models import StockSheet
from shop.warehouse.queries import all_differences
from shop.warehouse.sheet_applying import applied_before, apply_piece, give_up, keep, refused, start
from shop.warehouse.sheet_checking import check
from shop.warehouse.sheet_files import read_file
from shop.warehouse.sheets import write_csv
from shop.warehouse.tests.sheet_world import (
    State,
    applied,
    checked,
    exported,
    kept,
    order,
    records,
    there,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_english")]


def test_differences_reach_the_books_with_who_and_why(point, record, keeper):
    first, second = exported(point)
    sheet = applied(kept(point, [replace(first, new=2, threshold=5), replace(second, new=7)], keeper), keeper)
    assert there(record) == {"A": 2, "B": 7}
    record.refresh_from_db()
    assert record.low_stock_threshold == 5
    moves = Movement.objects.filter(kind="adjustment").order_by("reference")
    assert [(move.quantity, move.reference, move.reason, move.actor) for move in moves] == [
        (-4, f"sheet:{sheet.pk}:2", "From the file tồn.csv", keeper),
        (3, f"sheet:{sheet.pk}:3", "From the file tồn.csv", keeper),
    ]
    assert (sheet.state, sheet.rows_done, sheet.ended_at) == (State.APPLIED, 2, NOW)
    assert all_differences() == []


def test_what_was_sold_since_the_export_stays_sold(point, record, keeper):
    rows = exported(point)
    write_off(stock=record, quantity=1, reason="vỡ", reference="w", at=NOW, actor=keeper)
    found = checked(point, [replace(rows[0], new=8)])
    (change,) = found.changes
    assert (change.exported, change.seen, change.after, change.has_moved) == (6, 5, 7, True)
    applied(kept(point, [replace(rows[0], new=8)], keeper), keeper)
    assert there(record)["A"] == 7


def test_a_threshold_is_taken_away_by_a_word_and_kept_by_an_empty_cell(point, record, keeper):
    set_threshold(stock=record, threshold=3)
    first = exported(point)[0]
    assert checked(point, [replace(first, threshold=None)]).changes == []
    applied(kept(point, [replace(first, threshold="không")], keeper), keeper)
    record.refresh_from_db()
    assert record.low_stock_threshold is None


def test_a_lot_past_its_date_can_be_taken_off(point, record, keeper):
    later = NOW + timedelta(days=120)
    set_aside_past_use_by(now=later)
    first, second = exported(point)
    rows = [replace(first, new=0), replace(second, new=3)]
    found = check(records=records(point), lines=read_file("a.csv", write_csv(rows)), day=later.date())
    assert found.faults == []
    sheet = keep(partner=point.partner, name="a", content=b"a", checked=found, at=later, actor=keeper)
    start(sheet=sheet)
    apply_piece(sheet=sheet, seen=0, at=later, actor=keeper)
    assert there(record) == {"A": 0, "B": 3}
    assert all_differences() == []


def test_a_row_that_was_promised_since_is_kept_with_its_words_and_the_others_go_on(point, record, keeper):
    other = put_on_shelf(a_product(), 5, at=point)
    rows = [replace(row, new=1) for row in exported(point)]
    sheet = kept(point, rows, keeper)
    order(point, record, 9)
    applied(sheet, keeper)
    assert there(other) == {None: 1}
    assert sum(there(record).values()) == 10
    words = "So many are not free any more: they are promised to orders."
    assert [row.words for row in refused(sheet)] == [words, words]
    assert sheet.state == State.APPLIED


def test_the_same_file_twice_is_known_and_refused_by_the_database(point, record, keeper):
    rows = [replace(exported(point)[0], new=2)]
    content = write_csv(rows)
    first, again = kept(point, rows, keeper, content), None
    assert applied_before(partner=point.partner, content=content) is None
    again = kept(point, rows, keeper, content)
    assert StockSheet.objects.get(pk=first.pk).state == State.CANCELLED
    applied(again, keeper)
    assert applied_before(partner=point.partner, content=content) == again
    assert applied_before(partner=a_point().partner, content=content) is None
    third = StockSheet.objects.create(
        partner=point.partner, sha256=again.sha256, uploaded_at=NOW, uploaded_by=keeper, rows_total=1
    )
    with pytest.raises(PaperRefused, match="applied before"):
        start(sheet=third)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockSheet.objects.filter(pk=third.pk).update(state=State.APPLYING)


def test_the_same_export_saved_anew_or_filled_in_further_counts_nothing_twice(point, record, keeper):
    first, second = exported(point)
    applied(kept(point, [replace(first, new=2), second], keeper), keeper)
    assert checked(point, [replace(first, new=2), second]).changes == []
    more = kept(point, [replace(first, new=3), replace(second, new=5)], keeper)
    applied(more, keeper)
    assert there(record) == {"A": 3, "B": 5}


def test_a_piece_is_done_once_and_from_where_it_stopped(point, record, keeper, monkeypatch):
    monkeypatch.setattr(sheet_applying, "PIECE", 1)
    sheet = kept(point, [replace(row, new=1) for row in exported(point)], keeper)
    with pytest.raises(AlreadyMovedOn):
        apply_piece(sheet=sheet, seen=0, at=NOW, actor=keeper)
    start(sheet=sheet)
    with pytest.raises(AlreadyMovedOn):
        start(sheet=sheet)
    apply_piece(sheet=sheet, seen=0, at=NOW, actor=keeper)
    between = there(record)
    for seen in (0, 2, 7):
        with pytest.raises(AlreadyMovedOn):
            apply_piece(sheet=sheet, seen=seen, at=NOW, actor=keeper)
    assert there(record) == between != {"A": 1, "B": 1}
    with pytest.raises(AlreadyMovedOn):
        give_up(sheet=sheet, at=NOW)
    apply_piece(sheet=sheet, seen=1, at=NOW, actor=keeper)
    assert there(record) == {"A": 1, "B": 1}


def test_a_draft_is_given_up(point, record, keeper):
    sheet = kept(point, [replace(exported(point)[0], new=1)], keeper)
    give_up(sheet=sheet, at=NOW)
    with pytest.raises(AlreadyMovedOn):
        start(sheet=sheet)
    assert there(record) == {"A": 6, "B": 4}


def test_a_file_with_faults_or_without_changes_is_not_applied(point, record, keeper):
    with pytest.raises(PaperRefused, match="faults"):
        kept(point, [replace(exported(point)[0], new="x")], keeper)
    with pytest.raises(AlreadyMovedOn):
        start(sheet=kept(point, exported(point), keeper))


def test_looking_takes_as_many_queries_for_many_rows_and_a_piece_does_not_feel_the_rest(point, keeper):
    def asked(act, *args, **kwargs):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            act(*args, **kwargs)
        return len(queries)

    for _ in range(3):
        put_on_shelf(a_product(), 5, at=point)
    few = asked(exported, point), asked(checked, point, exported(point))
    for _ in range(9):
        put_on_shelf(a_product(), 5, at=point)
    assert (asked(exported, point), asked(checked, point, exported(point))) == few
    sheet = kept(point, [replace(row, new=1) for row in exported(point)], keeper)
    start(sheet=sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet_applying, "PIECE", 3)
        pieces = []
        for seen in (0, 3, 6, 9):
            sheet.refresh_from_db()
            pieces.append(asked(apply_piece, sheet=sheet, seen=seen, at=NOW, actor=keeper))
    assert len(set(pieces)) == 1, pieces


def test_what_is_added_can_be_taken_from_again(point, record, keeper):
    first, second = exported(point)
    order(point, record, 8)
    sheet = applied(kept(point, [replace(first, new=0), replace(second, new=10)], keeper), keeper)
    assert list(refused(sheet)) == []
    assert there(record) == {"A": 0, "B": 10}
