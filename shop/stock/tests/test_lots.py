"""Stock knows its lots: what ends first leaves first, what has ended is not sold, and the books agree."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.trace.operations import lot_named
from shop.fulfilment.queries import all_stock_differences
from shop.stock.exceptions import NotEnoughOfLot, OutOfStock
from shop.stock.holds import hold
from shop.stock.models import Hold, LotStock, Movement
from shop.stock.operations import Entry, adjust, arrive, leave
from shop.stock.past_use_by import set_aside_past_use_by
from shop.tests.worlds import NOW, a_product, a_seller, put_on_shelf

pytestmark = pytest.mark.django_db
Kind = Movement.Kind
TODAY = date(2026, 11, 23)  # of `NOW`, in Điện Biên


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 0)


@pytest.fixture
def bring(record):
    """Brought units of a lot days ago, when all were good; it ends so many days from today, or never."""

    def arrives(code, units, days):
        ends = None if days is None else TODAY + timedelta(days=days)
        lot = lot_named(product=record.product, code=code, use_by_date=ends)
        entry = Entry(Kind.RECEIPT, f"nhập {code}", NOW - timedelta(days=5))
        arrive(stock_id=record.pk, units=units, entry=entry, lot=lot)
        return lot

    return arrives


def take(record, units, kind=Kind.TRANSFER_OUT, reference="chuyển", **named):
    reason = "hỏng" if kind == Kind.WRITE_OFF else ""
    entry = Entry(kind, reference, NOW, None, reason)
    return leave(stock_id=record.pk, units=units, entry=entry, **named)


def left(record):
    """Lot code → units on hand; "" for those without a lot."""
    rows = LotStock.objects.filter(stock=record).select_related("lot")
    return {row.lot.code if row.lot else "": row.on_hand for row in rows}


def available(record):
    record.refresh_from_db()
    return record.net_stock_level


def test_what_ends_first_leaves_first_and_what_has_no_lot_last(record, bring):
    put_on_shelf(record.product, 5)
    bring("LATE", 5, 90)
    bring("SOON", 5, 10)
    bring("ENDLESS", 5, None)

    take(record, 12)

    assert left(record) == {"": 5, "LATE": 0, "SOON": 0, "ENDLESS": 3}
    assert all_stock_differences() == []


def test_the_ledger_names_each_lot(record, bring):
    soon, late = bring("SOON", 2, 10), bring("LATE", 5, 90)
    take(record, 3)
    moved = Movement.objects.filter(kind=Kind.TRANSFER_OUT)
    assert dict(moved.values_list("lot", "quantity")) == {soon.pk: -2, late.pk: -1}


def test_another_lot_leaves_when_it_is_named(record, bring):
    bring("SOON", 5, 10)
    late = bring("LATE", 5, 90)
    take(record, 2, lot=late)
    assert left(record) == {"SOON": 5, "LATE": 3}


def test_what_has_no_lot_can_be_named_too(record, bring):
    put_on_shelf(record.product, 5)
    bring("SOON", 5, 10)
    take(record, 2, lot=None)
    assert left(record) == {"": 3, "SOON": 5}


def test_a_named_lot_that_holds_too_few_is_refused_and_nothing_changes(record, bring):
    late = bring("LATE", 2, 90)
    bring("SOON", 5, 10)
    with pytest.raises(NotEnoughOfLot) as refusal:
        take(record, 3, lot=late)
    assert (refusal.value.left, refusal.value.lot) == (2, late)
    assert left(record) == {"LATE": 2, "SOON": 5}
    assert available(record) == 7
    assert all_stock_differences() == []


def test_goods_are_good_on_their_last_day_and_not_after_it(record, bring):
    bring("ENDED", 5, -1)
    bring("TODAY", 5, 0)
    take(record, 5)
    assert left(record) == {"ENDED": 5, "TODAY": 0}
    with pytest.raises(NotEnoughOfLot):
        take(record, 1, reference="nữa")


def test_the_same_entry_twice_moves_goods_once(record, bring):
    bring("SOON", 5, 10)
    assert take(record, 2)
    assert not take(record, 2)
    assert left(record) == {"SOON": 3}


def test_what_has_ended_is_set_aside_and_no_shopper_sees_it(record, bring):
    bring("ENDED", 3, -1)
    bring("SOON", 4, 10)

    assert set_aside_past_use_by(now=NOW) == 3
    assert set_aside_past_use_by(now=NOW) == 0

    assert available(record) == 4
    with pytest.raises(OutOfStock):
        hold(key="shopper", quantities={record.pk: 5}, expires_at=NOW)
    assert all_stock_differences() == []


def test_what_is_set_aside_already_is_not_written_again(record, bring):
    bring("ENDED", 3, -1)
    set_aside_past_use_by(now=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert set_aside_past_use_by(now=NOW) == 0
    written = [query["sql"] for query in asked if query["sql"].startswith("UPDATE")]
    assert not [sql for sql in written if "partner_stockrecord" in sql]
    assert available(record) == 0


def test_what_is_promised_to_an_order_is_not_set_aside_from_under_it(record, bring):
    bring("ENDED", 3, -1)
    hold(key="shopper", quantities={record.pk: 2}, expires_at=NOW + timedelta(hours=1))
    set_aside_past_use_by(now=NOW)
    assert available(record) == 0
    assert sum(Hold.objects.get(key__startswith="use-by").lines.values_list("quantity", flat=True)) == 1
    assert all_stock_differences() == []


def test_what_was_set_aside_can_be_written_off_by_its_lot(record, bring):
    ended = bring("ENDED", 3, -1)
    bring("SOON", 4, 10)
    set_aside_past_use_by(now=NOW)

    take(record, 2, Kind.WRITE_OFF, lot=ended)

    assert left(record) == {"ENDED": 1, "SOON": 4}
    assert available(record) == 4
    assert all_stock_differences() == []

    take(record, 1, Kind.WRITE_OFF, reference="nốt", lot=ended)
    assert available(record) == 4
    assert set_aside_past_use_by(now=NOW) == 0
    assert all_stock_differences() == []


def test_a_refused_write_off_leaves_everything_set_aside(record, bring):
    ended = bring("ENDED", 3, -1)
    set_aside_past_use_by(now=NOW)
    with pytest.raises(OutOfStock):
        take(record, 4, Kind.WRITE_OFF, lot=ended)
    assert available(record) == 0
    assert all_stock_differences() == []


def test_an_adjustment_adds_to_the_lot_that_is_named(record, bring):
    lot = bring("SOON", 1, 10)
    adjust(stock=record, difference=2, reason="đếm lại", reference="a", at=NOW, actor=a_seller(), lot=lot)
    assert left(record) == {"SOON": 3}


@pytest.mark.parametrize("change", [{"on_hand": 1}, {"packed": 9}])
def test_the_database_itself_keeps_what_is_packed_within_what_is_there(record, bring, change):
    bring("SOON", 5, 10)
    LotStock.objects.update(packed=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        LotStock.objects.update(**change)


def test_verify_stock_finds_a_lot_that_lies(record, bring):
    bring("SOON", 5, 10)
    LotStock.objects.update(on_hand=4, packed=1)
    told = " ".join(all_stock_differences())
    assert "các lô cộng lại 4" in told
    assert "sổ kho cộng lại 5" in told
    assert "đã gói 1, các kiện cộng lại 0" in told
