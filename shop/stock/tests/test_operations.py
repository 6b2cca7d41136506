"""The rules of stock, one by one: `docs/decisions/0003` in tests."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from shop.forks.partner.models import StockRecord
from shop.fulfilment.queries import all_stock_differences
from shop.stock.exceptions import HoldEnded, OutOfStock
from shop.stock.holds import expire_holds, hold, pass_to_order, release_hold
from shop.stock.models import Hold, Movement
from shop.stock.operations import adjust, receive, set_price
from shop.tests.worlds import NOW, a_point, a_product, a_seller, put_on_shelf

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 5)


def counters(record):
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


def take(record, units, key="shopper", expires_at=LATER, now=NOW):
    return hold(key=key, quantities={record.pk: units}, expires_at=expires_at, now=now)


def test_a_receipt_told_twice_counts_once(record):
    assert receive(stock=record, quantity=3, reference="delivery note 7", at=NOW)
    assert not receive(stock=record, quantity=3, reference="delivery note 7", at=NOW)
    assert counters(record) == (8, 0)


@pytest.mark.parametrize("units", [0, -1])
def test_a_receipt_brings_something(record, units):
    with pytest.raises(ValueError):
        receive(stock=record, quantity=units, reference="nothing", at=NOW)


def test_a_hold_promises_without_moving_goods(record):
    take(record, 3)
    assert counters(record) == (5, 3)
    assert all_stock_differences() == []


def test_a_hold_for_more_than_there_is_changes_nothing(record):
    other = put_on_shelf(a_product(), 1)
    with pytest.raises(OutOfStock) as refusal:
        hold(key="shopper", quantities={record.pk: 2, other.pk: 2}, expires_at=LATER, now=NOW)
    assert refusal.value.stock_id == other.pk
    assert counters(record) == (5, 0)
    assert not Hold.objects.exists()


def test_a_shopper_is_never_blocked_by_their_own_hold(record):
    take(record, 4)
    take(record, 5)
    assert counters(record) == (5, 5)
    take(record, 1)
    assert counters(record) == (5, 1)


def test_another_shopper_is_blocked_until_the_hold_ends(record):
    take(record, 4, key="first", expires_at=NOW + timedelta(minutes=30))
    with pytest.raises(OutOfStock):
        take(record, 2, key="second")

    take(record, 2, key="second", now=NOW + timedelta(minutes=30))

    assert counters(record) == (5, 2)
    assert Hold.objects.get(key="first").state == Hold.State.EXPIRED


def test_a_hold_ends_once(record):
    held = take(record, 4)
    assert release_hold(hold=held)
    assert not release_hold(hold=held)
    assert counters(record) == (5, 0)


def test_a_hold_that_became_an_order_can_neither_be_changed_nor_expire(record):
    held = take(record, 4)
    pass_to_order(hold=held)
    with pytest.raises(HoldEnded):
        take(record, 1)
    with pytest.raises(HoldEnded):
        pass_to_order(hold=held)
    assert expire_holds(now=LATER) == 0


def test_an_adjustment_names_its_reason_and_leaves_promised_goods_alone(record):
    keeper = a_seller()
    take(record, 4)
    with pytest.raises(ValueError):
        adjust(stock=record, difference=-1, reason=" ", reference="a", at=NOW, actor=keeper)
    with pytest.raises(OutOfStock):
        adjust(stock=record, difference=-2, reason="vỡ", reference="b", at=NOW, actor=keeper)
    adjust(stock=record, difference=-1, reason="vỡ", reference="c", at=NOW, actor=keeper)
    assert counters(record) == (4, 4)
    assert all_stock_differences() == []


@pytest.mark.parametrize("change", [{"num_allocated": 6}, {"num_allocated": -1}, {"num_in_stock": -1}])
def test_the_database_itself_refuses_impossible_counters(record, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(**change)


def test_one_record_a_product_and_point(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.create(product=record.product, partner=record.partner, partner_sku="other")


@pytest.mark.parametrize(
    "statement", ["UPDATE stock_movement SET quantity = 99", "DELETE FROM stock_movement"]
)
def test_the_database_itself_refuses_to_change_the_ledger(record, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_ledger_is_refused_in_python_too(record):
    line = record.movements.get()
    for change in (line.save, line.delete, Movement.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        Movement.objects.update(quantity=99)


def test_verify_stock_finds_a_counter_that_lies(record):
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=4, num_allocated=2)

    differences = all_stock_differences()

    assert len(differences) == 3
    assert "tồn 4, sổ kho cộng lại 5" in differences[0]
    assert "tồn 4, các lô cộng lại 5" in differences[1]
    assert "đã hứa 2" in differences[2]


def test_a_price_is_the_same_everywhere(record):
    other = put_on_shelf(record.product, 1, at=a_point())
    set_price(product=record.product, price=120_000)
    for each in (record, other):
        each.refresh_from_db()
        assert each.price == 120_000


@pytest.mark.parametrize("price", [0, -1, 1.5])
def test_a_price_is_a_positive_number_of_whole_dong(record, price):
    with pytest.raises(ValueError):
        set_price(product=record.product, price=price)
