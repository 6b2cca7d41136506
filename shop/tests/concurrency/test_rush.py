"""Many shoppers check out at once what is there for half of them, from several points at a time."""

import random
from collections import Counter

import pytest
from django.db import connection
from django.db.models import F, Sum

from shop.forks.order.models import Line, Order
from shop.forks.partner.models import StockRecord
from shop.fulfilment.queries import all_stock_differences
from shop.settlement.verifying import money_differences
from shop.stock.models import Hold
from shop.tests.concurrency.rush import Shopper
from shop.tests.concurrency.together import at_once
from shop.tests.thorough import times
from shop.tests.worlds import a_commune, a_point, a_product, put_on_shelf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
#: On SQLite one writes at a time, whoever else waits: more would only take longer.
SHOPPERS = {"postgresql": times(80, 200), "sqlite": 16}
LONGEST = 900


def a_rush(points, products, shoppers):
    """Shoppers who want one to three kinds, two thirds of them sent home and the others at a point."""
    chance = random.Random(shoppers)
    for number in range(shoppers):
        kinds = chance.sample(products, chance.randint(1, 3))
        point = chance.choice(points) if number % 3 == 0 else None
        yield Shopper(number, {product: chance.randint(1, 3) for product in kinds}, point=point)


def could_be_served(shopper) -> bool:
    """Whether what is left would have been enough, at the point or at all of them together."""
    records = StockRecord.objects.filter(product__in=shopper.wanted)
    if shopper.point:
        records = records.filter(partner=shopper.point.partner)
    free = (
        records.order_by().values_list("product").annotate(left=Sum(F("num_in_stock") - F("num_allocated")))
    )
    left = Counter(dict(free))
    return all(left[product.pk] >= units for product, units in shopper.wanted.items())


def a_scarce_shop(units):
    """Three points and six products, so many units of each at each; (points, products)."""
    a_commune()
    points, products = [a_point() for _ in range(3)], [a_product() for _ in range(6)]
    for product in products:
        for point in points:
            put_on_shelf(product, units, at=point)
    return points, products


def test_a_rush_over_scarce_goods_oversells_nothing_and_refuses_nobody_for_whom_there_is_enough(settings):
    settings.BANK_ACCOUNT = "0123456789"
    number = SHOPPERS[connection.vendor]
    shoppers = list(a_rush(*a_scarce_shop(number // 12), number))
    for shopper in shoppers:
        shopper.fill_the_basket()

    faults = at_once(lambda shopper: shopper.check_out(), shoppers, seconds=LONGEST)

    assert faults == [None] * number, [repr(fault) for fault in faults if fault]
    assert {status for shopper in shoppers for status in shopper.statuses} <= {200, 302, 422}
    served = [shopper for shopper in shoppers if shopper.is_served]
    refused = [shopper for shopper in shoppers if shopper.is_served is False]
    assert Order.objects.count() == len(served) == number - len(refused) > number // 4
    assert refused
    assert [shopper.wanted for shopper in refused if could_be_served(shopper)] == []
    sold = Line.objects.aggregate(units=Sum("quantity"))["units"]
    assert sold == sum(units for shopper in served for units in shopper.wanted.values())
    assert not Hold.objects.exclude(state=Hold.State.ORDERED).exists()
    assert all_stock_differences() == []
    assert list(money_differences()) == []
