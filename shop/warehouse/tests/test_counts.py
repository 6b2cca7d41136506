"""A count is blind and goes on while the shop sells; differences reach the books when a manager says so."""

import pytest
from django.db import IntegrityError, transaction

from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import move_on
from shop.stock.models import LotStock, Movement
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse import counting
from shop.warehouse.exceptions import AlreadyMovedOn, LineRefused, PaperRefused
from shop.warehouse.models import CountLine, StockTake
from shop.warehouse.queries import all_differences

pytestmark = pytest.mark.django_db
State = StockTake.State


@pytest.fixture
def keeper():
    return a_seller()


@pytest.fixture
def point():
    return a_point()


@pytest.fixture
def record(point):
    return put_on_shelf(a_product(), 10, at=point)


@pytest.fixture
def stock_take(point, keeper):
    return counting.start_count(partner=point.partner, at=NOW, actor=keeper)


@pytest.fixture
def enter(stock_take, record, keeper):
    def enters(counted, stock=record, lot=None):
        how = {"stock": stock, "lot": lot, "counted": counted, "at": NOW, "actor": keeper}
        return counting.enter(stock_take=stock_take, **how)

    return enters


def on_hand(record):
    record.refresh_from_db()
    return record.num_in_stock


def sell(record, point, units, *steps):
    parcel = an_order((record.product, units), destination=Destination(sales_point=point)).fulfilments.get()
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return parcel


def test_what_was_sold_after_the_count_stays_sold(point, record, stock_take, enter, keeper):
    line = enter(8)
    sell(record, point, 3, "confirmed", "packed", "handed_over")
    counting.submit(stock_take=stock_take)
    counting.accept(line=line, reason="mất hai gói", at=NOW, actor=keeper)
    assert on_hand(record) == 10 - 3 - 2
    assert Movement.objects.get(kind=Movement.Kind.COUNT).reason == "mất hai gói"
    assert all_differences() == []


def test_what_lies_packed_is_not_expected_on_the_shelf(point, record, enter):
    sell(record, point, 3, "confirmed", "packed")
    assert enter(7).difference == 0


def test_what_is_promised_and_not_packed_is_expected_there(point, record, enter):
    sell(record, point, 3)
    assert enter(10).difference == 0


def test_counted_again_the_new_figure_counts(enter):
    first, second = enter(8), enter(10)
    assert first.pk == second.pk
    assert second.difference == 0


def test_more_than_expected_is_added(record, stock_take, enter, keeper):
    line = enter(12)
    counting.submit(stock_take=stock_take)
    counting.accept(line=line, reason="nhập chưa ghi", at=NOW, actor=keeper)
    assert on_hand(record) == 12


def test_nothing_changes_before_somebody_decides(record, stock_take, enter):
    enter(1)
    counting.submit(stock_take=stock_take)
    assert on_hand(record) == 10


def test_a_difference_is_accepted_once_and_with_a_reason(record, stock_take, enter, keeper):
    line = enter(8)
    counting.submit(stock_take=stock_take)
    with pytest.raises(LineRefused):
        counting.accept(line=line, reason="  ", at=NOW, actor=keeper)
    counting.accept(line=line, reason="mất", at=NOW, actor=keeper)
    for decide in (counting.accept, lambda **how: counting.reject(line=line, reason="x")):
        with pytest.raises(AlreadyMovedOn):
            decide(line=line, reason="mất", at=NOW, actor=keeper)
    assert on_hand(record) == 8


def test_what_was_counted_anew_since_the_manager_looked_is_not_decided_unseen(
    record, stock_take, enter, keeper
):
    seen = enter(8)
    enter(3)
    counting.submit(stock_take=stock_take)
    for decide in (counting.reject, lambda **how: counting.accept(**how, at=NOW, actor=keeper)):
        with pytest.raises(AlreadyMovedOn):
            decide(line=seen, reason="mất hai")
    assert on_hand(record) == 10
    assert CountLine.objects.get().verdict == CountLine.Verdict.PENDING


@pytest.mark.parametrize("counted", [10, 8])
def test_what_is_decided_is_not_counted_again_in_the_same_count(record, stock_take, enter, keeper, counted):
    line = enter(counted)
    counting.submit(stock_take=stock_take)
    counting.accept(line=line, reason="mất" if line.difference else "", at=NOW, actor=keeper)
    counting.count_again(stock_take=stock_take)
    with pytest.raises(AlreadyMovedOn):
        enter(5)
    assert CountLine.objects.get().counted == on_hand(record) == counted


def test_a_difference_that_is_promised_to_orders_is_refused_in_words(
    point, record, stock_take, enter, keeper
):
    line = enter(4)
    sell(record, point, 8)
    counting.submit(stock_take=stock_take)
    with pytest.raises(LineRefused):
        counting.accept(line=line, reason="mất", at=NOW, actor=keeper)
    line.refresh_from_db()
    assert line.verdict == CountLine.Verdict.PENDING
    assert on_hand(record) == 10
    assert all_differences() == []


def test_a_count_closes_when_every_difference_is_decided(stock_take, enter, keeper):
    line = enter(8)
    agreed = enter(3, stock=put_on_shelf(a_product(), 3, at=stock_take.partner.sales_point))
    counting.submit(stock_take=stock_take)
    with pytest.raises(PaperRefused):
        counting.close(stock_take=stock_take, at=NOW, actor=keeper)
    counting.reject(line=line, reason="đếm nhầm kệ")
    counting.close(stock_take=stock_take, at=NOW, actor=keeper)
    agreed.refresh_from_db()
    stock_take.refresh_from_db()
    assert (agreed.verdict, stock_take.state) == ("applied", State.CLOSED)


def test_entries_end_when_it_is_handed_in_and_begin_again_when_it_is_given_back(stock_take, enter):
    enter(8)
    counting.submit(stock_take=stock_take)
    with pytest.raises(AlreadyMovedOn):
        enter(9)
    counting.count_again(stock_take=stock_take)
    assert enter(9).counted == 9


def test_a_count_of_nothing_is_not_handed_in(stock_take):
    with pytest.raises(PaperRefused):
        counting.submit(stock_take=stock_take)
    stock_take.refresh_from_db()
    assert stock_take.state == State.COUNTING


def test_one_count_at_a_time_at_a_point(point, stock_take, keeper):
    with pytest.raises(PaperRefused):
        counting.start_count(partner=point.partner, at=NOW, actor=keeper)
    counting.give_up(stock_take=stock_take, at=NOW, actor=keeper)
    counting.start_count(partner=point.partner, at=NOW, actor=keeper)


def test_a_count_that_changed_the_books_cannot_be_given_up(stock_take, enter, keeper):
    line = enter(8)
    counting.submit(stock_take=stock_take)
    counting.accept(line=line, reason="mất", at=NOW, actor=keeper)
    with pytest.raises(PaperRefused):
        counting.give_up(stock_take=stock_take, at=NOW, actor=keeper)


def test_goods_of_another_point_are_not_counted_here(enter):
    with pytest.raises(PaperRefused):
        enter(1, stock=put_on_shelf(a_product(), 1, at=a_point()))


@pytest.mark.parametrize("counted", [-1, 10_000_000])
def test_a_count_is_a_sensible_number(enter, counted):
    with pytest.raises(PaperRefused):
        enter(counted)


def test_the_database_itself_wants_a_reason_for_a_difference(enter):
    enter(8)
    with pytest.raises(IntegrityError), transaction.atomic():
        CountLine.objects.update(verdict="applied")
    assert LotStock.objects.get().on_hand == 10
