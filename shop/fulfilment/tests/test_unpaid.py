"""Orders that are paid for before a point hears of them: kept for a while, let go, and paid too late."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from shop.fulfilment import states
from shop.fulfilment.exceptions import CannotPlace, WrongState
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.operations import cancel_order, lapse, move_on, pass_to_points
from shop.fulfilment.paying import ways_to_pay
from shop.fulfilment.placing import place_order
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_point,
    a_product,
    a_seller,
    a_wish,
    an_address,
    an_order,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db
Status, Mover = states.Status, states.Mover
LATER = NOW + timedelta(hours=30)


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 3, at=a_point())


def an_unpaid_order(record, units=2):
    return an_order((record.product, units), means="transfer")


def counters(record):
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


def stands(order):
    order.refresh_from_db()
    assert all_stock_differences() == []
    return order.status, [parcel.status for parcel in order.fulfilments.all()]


def test_a_prepaid_order_stands_with_its_goods_kept_and_no_point_knows_of_it(record):
    order = an_unpaid_order(record)

    assert stands(order) == ("awaiting_payment", [Status.UNPAID])
    assert order.pay_by == NOW + timedelta(hours=settings.HOLD_HOURS_TRANSFER)
    assert counters(record) == (3, 2)
    seller = a_seller(record.partner.sales_point)
    assert not Fulfilment.objects.visible_to(seller).exists()
    assert not Fulfilment.objects.open().exists()


def test_once_paid_for_it_is_the_points_to_confirm(record):
    order = an_unpaid_order(record)

    assert pass_to_points(order=order, at=LATER)

    assert stands(order) == ("placed", [Status.NEW])
    assert order.fulfilments.get().confirm_by == LATER + timedelta(hours=settings.CONFIRM_WITHIN_HOURS)
    assert counters(record) == (3, 2)


def test_what_is_not_paid_for_in_time_is_let_go(record):
    order = an_unpaid_order(record)

    assert lapse(order=order, at=LATER) == 1
    assert lapse(order=order, at=LATER) == 0

    assert stands(order) == ("lapsed", [Status.LAPSED])
    assert counters(record) == (3, 0)


def test_money_too_late_promises_the_goods_anew(record):
    order = an_unpaid_order(record)
    lapse(order=order, at=LATER)

    assert pass_to_points(order=order, at=LATER)

    assert stands(order) == ("placed", [Status.NEW])
    assert counters(record) == (3, 2)


def test_money_too_late_for_goods_that_are_gone_is_a_state_of_its_own(record):
    order = an_unpaid_order(record)
    lapse(order=order, at=LATER)
    an_order((record.product, 2))

    assert not pass_to_points(order=order, at=LATER)

    assert stands(order) == ("paid_short", [Status.SHORT])
    assert counters(record) == (3, 2)


def test_of_two_parcels_one_may_come_and_the_other_be_short():
    product = a_product()
    here, there = put_on_shelf(product, 3, at=a_point()), put_on_shelf(product, 3, at=a_point())
    order = an_order((product, 5), means="transfer")
    lapse(order=order, at=LATER)
    taken = order.lines.get(stockrecord=there).quantity
    another = a_product()
    put_on_shelf(another, 1, at=there.partner.sales_point)
    an_order((product, 3), (another, 1))

    assert not pass_to_points(order=order, at=LATER)

    assert stands(order)[0] == "paid_short"
    states_by_point = dict(order.fulfilments.values_list("partner", "status"))
    assert states_by_point == {here.partner_id: Status.NEW, there.partner_id: Status.SHORT}
    assert counters(there) == (3, 3)
    assert taken


def test_the_office_sends_short_goods_after_all_or_cancels(record):
    order = an_unpaid_order(record)
    lapse(order=order, at=LATER)
    other = an_order((record.product, 3))
    pass_to_points(order=order, at=LATER)
    cancel_order(order=other, at=LATER, by=Mover.SHOPPER)

    move_on(fulfilment=order.fulfilments.get(), to=Status.NEW, at=LATER, by=Mover.OFFICE)

    assert stands(order) == ("placed", [Status.NEW])
    assert counters(record) == (3, 2)


MOVES = [
    (status, to, mover)
    for status, ways in states.TRANSITIONS.items()
    for to in Status
    for mover in Mover
    if mover not in ways.get(to, ())
]


@pytest.mark.parametrize("status", list(Status))
def test_nobody_makes_a_step_that_is_not_theirs(record, status):
    parcel = an_unpaid_order(record).fulfilments.get()
    Fulfilment.objects.filter(pk=parcel.pk).update(status=status, confirm_by=LATER)
    parcel.refresh_from_db()

    for _status, to, mover in (move for move in MOVES if move[0] == status):
        with pytest.raises(WrongState):
            move_on(fulfilment=parcel, to=to, at=LATER, by=mover)

    assert Fulfilment.objects.get(pk=parcel.pk).status == status


def test_a_shopper_cancels_until_a_point_has_confirmed(record):
    unpaid, new = an_unpaid_order(record, 1), an_order((record.product, 1))
    confirmed = an_order((record.product, 1))
    move_on(fulfilment=confirmed.fulfilments.get(), to=Status.CONFIRMED, at=NOW)

    for order in (unpaid, new):
        assert cancel_order(order=order, at=LATER, by=Mover.SHOPPER) == 1
        assert stands(order) == ("cancelled", [Status.CANCELLED])
    with pytest.raises(WrongState):
        cancel_order(order=confirmed, at=LATER, by=Mover.SHOPPER)

    assert counters(record) == (3, 1)


@pytest.mark.parametrize(
    ("account", "key", "total", "ways"),
    [
        ("", "", 100_000, ["cod"]),
        ("0123456789", "", 100_000, ["cod", "transfer"]),
        ("0123456789", "rk_test_abcd", 100_000, ["cod", "transfer", "card"]),
        ("0123456789", "", 3_000_001, ["transfer"]),
        ("", "", 3_000_001, []),
    ],
)
def test_ways_to_pay_follow_from_what_the_shop_can_take_and_the_sum(settings, account, key, total, ways):
    settings.BANK_ACCOUNT, settings.STRIPE_SECRET_KEY = account, key
    settings.STRIPE_WEBHOOK_SECRET = "whsec_abcd"
    settings.CASH_ON_DELIVERY_CAP = 3_000_000

    assert ways_to_pay(destination=an_address(), total=total) == ways


@pytest.mark.parametrize("means", ["at_point", "card", "cod ", "", "gold"])
def test_a_way_to_pay_that_is_not_offered_is_refused_and_nothing_is_written(record, means):
    basket = a_basket((record.product, 1))

    with pytest.raises(CannotPlace):
        place_order(basket=basket, wish=a_wish(basket, means=means), now=NOW)

    assert counters(record) == (3, 0)


def test_the_amounts_of_the_parcels_add_up_to_the_order():
    product = a_product()
    for _ in range(2):
        put_on_shelf(product, 3, at=a_point())

    order = an_order((product, 5))

    parcels = list(order.fulfilments.all())
    assert len(parcels) == 2
    assert sum(parcel.amount for parcel in parcels) == order.total_incl_tax
    assert sum(parcel.fee for parcel in parcels) == order.shipping_incl_tax


def test_the_database_knows_no_open_parcel_without_a_deadline(record):
    parcel = an_order((record.product, 1)).fulfilments.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Fulfilment.objects.filter(pk=parcel.pk).update(confirm_by=None)
