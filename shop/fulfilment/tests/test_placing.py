"""Placing an order: the goods are promised, the order stands, and the same key never orders twice."""

from datetime import timedelta

import pytest

from shop.forks.order.models import Order
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace, NotEnoughStock
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.placing import place_order
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.quoting import quote
from shop.stock.holds import hold
from shop.stock.models import Hold, Movement
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_commune,
    a_point,
    a_product,
    a_wish,
    an_address,
    an_order,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db


def test_an_order_promises_its_goods_and_leaves_the_ledger_alone():
    record = put_on_shelf(a_product(), 5)

    order = an_order((record.product, 2))

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated, record.net_stock_level) == (5, 2, 3)
    assert not Movement.objects.filter(kind=Movement.Kind.SALE).exists()
    assert Hold.objects.get(key=order.key).state == Hold.State.ORDERED
    assert all_stock_differences() == []


def test_a_delivered_order_costs_its_goods_and_a_fee_a_parcel():
    product = a_product()
    put_on_shelf(product, 5, price=185_000)

    order = an_order((product, 2))

    assert order.total_incl_tax == 2 * 185_000 + 30_000
    assert order.shipping_incl_tax == 30_000
    assert order.payment_method == Order.PaymentMethod.CASH_ON_DELIVERY
    assert order.shipping_address.commune == a_commune()


def test_a_picked_up_order_is_free_of_fees_and_paid_at_the_point():
    point = a_point()
    product = a_product()
    put_on_shelf(product, 5, at=point)

    order = an_order((product, 2), destination=Destination(sales_point=point))

    assert (order.total_incl_tax, order.shipping_incl_tax) == (200_000, 0)
    assert order.payment_method == Order.PaymentMethod.PAY_AT_POINT
    assert order.fulfilments.get().method == Fulfilment.Method.PICK_UP


def test_what_the_chosen_point_lacks_cannot_be_picked_up_there():
    point = a_point()
    product = a_product("Mật ong hoa ban")
    put_on_shelf(product, 1, at=point)
    put_on_shelf(product, 9)

    with pytest.raises(NotEnoughStock, match="Mật ong hoa ban") as refusal:
        quote(basket=a_basket((product, 2)), destination=Destination(sales_point=point), at=NOW)
    assert refusal.value.shortages == {product.pk: 1}


def test_two_points_share_an_order_that_neither_can_fill():
    product = a_product()
    near = put_on_shelf(product, 3, at=a_point())
    far = put_on_shelf(product, 2)

    order = an_order((product, 5))

    by_stock = dict(order.lines.values_list("stockrecord_id", "quantity"))
    assert by_stock == {near.pk: 3, far.pk: 2}
    assert order.fulfilments.count() == 2
    assert all_stock_differences() == []


def test_goods_of_a_paused_point_are_not_sold():
    product = a_product()
    put_on_shelf(product, 3, at=a_point(status="paused"))

    with pytest.raises(NotEnoughStock):
        quote(basket=a_basket((product, 1)), destination=an_address(), at=NOW)


def test_alcohol_is_never_ordered():
    spirit = a_product(category="II.1a")
    put_on_shelf(spirit, 3, at=a_point())
    basket = a_basket((spirit, 1))
    type(spirit).objects.filter(pk=spirit.pk).update(age_restricted=True)
    basket._lines = None

    with pytest.raises(CannotPlace):
        quote(basket=basket, destination=an_address(), at=NOW)


def test_the_same_key_gives_the_same_order():
    product = a_product()
    put_on_shelf(product, 5)
    basket = a_basket((product, 2))

    first = an_order(key="k" * 22, basket=basket)
    again = place_order(basket=basket, wish=a_wish(basket, key="k" * 22, agreed_total=0), now=NOW)

    assert again == first
    assert Order.objects.count() == 1


def test_a_basket_is_ordered_once_even_under_two_keys():
    product = a_product()
    put_on_shelf(product, 5)
    basket = a_basket((product, 2))
    wish = a_wish(basket, key="b" * 22)
    an_order(key="a" * 22, basket=basket)

    with pytest.raises(CannotPlace):
        place_order(basket=basket, wish=wish, now=NOW)


def test_another_price_than_the_one_agreed_to_is_refused_and_nothing_is_written():
    product = a_product()
    record = put_on_shelf(product, 5)
    basket = a_basket((product, 2))

    with pytest.raises(CannotPlace):
        place_order(basket=basket, wish=a_wish(basket, agreed_total=1), now=NOW)

    record.refresh_from_db()
    assert record.num_allocated == 0
    assert not Order.objects.exists()
    basket.refresh_from_db()
    assert basket.status == basket.OPEN


def test_order_numbers_follow_their_own_sequence():
    product = a_product()
    put_on_shelf(product, 5)

    numbers = [an_order((product, 1)).number for _ in range(3)]

    digits = [int(number.removeprefix("DB")) for number in numbers]
    assert digits == [digits[0], digits[0] + 1, digits[0] + 2]


def test_goods_under_a_hold_whose_time_is_up_can_be_ordered():
    product = a_product()
    record = put_on_shelf(product, 2)
    basket = a_basket((product, 2))
    wish = a_wish(basket)
    hold(key="gone", quantities={record.pk: 2}, expires_at=NOW - timedelta(minutes=1))

    place_order(basket=basket, wish=wish, now=NOW)

    assert Hold.objects.get(key="gone").state == Hold.State.EXPIRED
    record.refresh_from_db()
    assert record.num_allocated == 2
    assert all_stock_differences() == []
