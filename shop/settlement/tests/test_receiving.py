"""Money that comes in: in time, in parts, too much, too late, twice, and for what is cancelled."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from shop.forks.payment.models import Source, Transaction
from shop.fulfilment.delivery import Destination
from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Mover, Status
from shop.settlement.balance import balance, balances
from shop.settlement.moving import move_on, to_collect
from shop.settlement.receiving import Outcome, receive
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=30)


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 3, at=a_point())


@pytest.fixture
def order(record):
    """Two units at 100,000 and delivery: 230,000 đồng."""
    return an_order((record.product, 2), means="transfer")


def pay(order, amount=230_000, reference="FT1", at=NOW, means="transfer"):
    return receive(order=order, means=means, amount=amount, reference=reference, at=at)


def stands(order):
    order.refresh_from_db()
    assert all_stock_differences() == []
    assert list(money_differences()) == []
    return order.status


def test_an_order_paid_in_full_goes_to_its_points(order):
    assert balance(order).owed == 230_000

    assert pay(order) == Outcome.SETTLED

    assert stands(order) == "placed"
    assert (balance(order).owed, balance(order).to_give_back) == (0, 0)
    source = order.sources.get()
    assert (source.source_type.code, source.amount_allocated, source.amount_debited) == (
        "transfer",
        230_000,
        230_000,
    )


def test_money_told_of_twice_counts_once(order):
    pay(order)

    assert [pay(order) for _ in range(3)] == [Outcome.REPEATED] * 3

    assert Transaction.objects.count() == 1
    assert balance(order).received == 230_000


def test_money_in_parts_waits_until_all_is_there(order):
    assert pay(order, 200_000, "FT1") == Outcome.PARTIAL
    assert (stands(order), balance(order).owed) == ("awaiting_payment", 30_000)

    assert pay(order, 30_000, "FT2") == Outcome.SETTLED

    assert stands(order) == "placed"


def test_too_much_settles_and_the_rest_is_to_go_back(order):
    assert pay(order, 250_000) == Outcome.OVER

    assert (stands(order), balance(order).to_give_back) == ("placed", 20_000)


def test_a_second_payment_is_to_go_back_whole(order):
    pay(order)

    assert pay(order, reference="FT2") == Outcome.AGAIN

    assert (stands(order), balance(order).to_give_back) == ("placed", 230_000)


def test_money_after_the_hold_has_ended_promises_the_goods_anew(order, record):
    lapse(order=order, at=LATER)
    assert balance(order).owed == 0

    assert pay(order, at=LATER) == Outcome.SETTLED

    assert stands(order) == "placed"


def test_money_for_goods_that_are_gone_is_paid_but_short(order, record):
    lapse(order=order, at=LATER)
    an_order((record.product, 2))

    assert pay(order, at=LATER) == Outcome.SHORT

    assert (stands(order), balance(order).to_give_back) == ("paid_short", 230_000)


def test_part_of_the_money_after_the_hold_promises_nothing(order):
    lapse(order=order, at=LATER)

    assert pay(order, 100_000, at=LATER) == Outcome.PARTIAL

    assert (stands(order), balance(order).to_give_back) == ("lapsed", 100_000)


def test_money_for_a_cancelled_order_is_to_go_back(order):
    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)

    assert pay(order) == Outcome.CANCELLED

    assert (stands(order), balance(order).to_give_back) == ("cancelled", 230_000)


@pytest.mark.parametrize(("amount", "reference"), [(0, "FT1"), (-5, "FT1"), (5, "")])
def test_what_is_no_payment_is_a_mistake_of_ours(order, amount, reference):
    with pytest.raises(ValueError):
        pay(order, amount, reference)


def test_the_ledger_is_never_changed_by_whatever_way(order):
    pay(order)
    entry = Transaction.objects.get()

    with pytest.raises(TypeError):
        Transaction.objects.update(amount=1)
    with pytest.raises(TypeError):
        Transaction.objects.all().delete()
    for statement in ("UPDATE payment_transaction SET amount = 1", "DELETE FROM payment_transaction"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    entry.refresh_from_db()
    assert entry.amount == 230_000


def test_the_database_gives_back_no_more_than_came(order):
    pay(order)

    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.update(amount_refunded=230_001)


def test_cash_is_taken_with_the_parcel(record):
    point = record.partner.sales_point
    order = an_order((record.product, 2), destination=Destination(sales_point=point))
    parcel = order.fulfilments.get()
    assert to_collect(parcel) == 200_000

    for step in (Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER):
        move_on(fulfilment=parcel, to=step, at=NOW)

    assert stands(order) == "completed"
    assert (balance(order).received, to_collect(parcel)) == (200_000, 0)


@pytest.mark.parametrize(("end", "received"), [(Status.DELIVERED, 230_000), (Status.CAME_BACK, 0)])
def test_cash_on_delivery_comes_with_the_delivery(record, end, received):
    order = an_order((record.product, 2))
    parcel = order.fulfilments.get()

    for step in (Status.CONFIRMED, Status.PACKED, Status.SENT, end):
        move_on(fulfilment=parcel, to=step, at=NOW)

    assert stands(order) == "completed"
    assert (balance(order).received, balance(order).owed) == (received, 0)


def test_who_has_paid_before_pays_nothing_at_the_point(record):
    point = record.partner.sales_point
    order = an_order((record.product, 2), destination=Destination(sales_point=point))
    parcel = order.fulfilments.get()
    pay(order, 200_000)

    for step in (Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER):
        move_on(fulfilment=parcel, to=step, at=NOW)

    assert stands(order) == "completed"
    assert (balance(order).received, balance(order).to_give_back) == (200_000, 0)


def test_balances_of_many_orders_cost_the_same_queries(record, django_assert_num_queries):
    put_on_shelf(record.product, 20, at=record.partner.sales_point)
    orders = [an_order((record.product, 1), means="transfer") for _ in range(6)]

    with django_assert_num_queries(4):
        found = balances(order.pk for order in orders)

    assert {one.due for one in found.values()} == {130_000}
