"""Whatever offers do to a basket: whole đồng, nothing below nothing, and every sum agrees to the đồng."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from shop.fulfilment.sharing import share
from shop.settlement.verifying import money_differences
from shop.tests.offers import an_offer
from shop.tests.worlds import (
    a_basket,
    a_point,
    a_product,
    an_order,
    put_on_shelf,
)

PRICES = st.integers(1_001, 250_003)
BENEFITS = st.one_of(
    st.tuples(st.just("Percentage"), st.sampled_from([1, 3, "7.5", 33, "66.66", 100])),
    st.tuples(st.just("Absolute"), st.integers(1, 400_000)),
    st.tuples(st.just("Fixed"), st.integers(1, 90_000)),
    st.tuples(st.just("Fixed price"), st.integers(0, 300_000)),
    st.tuples(st.just("Multibuy"), st.none()),
)
CONDITIONS = st.one_of(
    st.tuples(st.just("Count"), st.integers(1, 4)),
    st.tuples(st.just("Value"), st.integers(1, 500_000)),
    st.tuples(st.just("Coverage"), st.integers(1, 3)),
)
OFFERS = st.lists(
    st.tuples(BENEFITS, CONDITIONS, st.none() | st.integers(1, 3), st.booleans(), st.integers(0, 2)),
    max_size=3,
)
#: Of each product its price, how many are wanted, and how many stand at the first of two points.
GOODS = st.lists(st.tuples(PRICES, st.integers(1, 6), st.integers(0, 6)), min_size=1, max_size=3)


def a_world(goods, offers):
    """A basket whose lines may have to come from two points, and the offers."""
    here, there = a_point(), a_point()
    wanted = []
    for price, units, first in goods:
        product = a_product()
        put_on_shelf(product, min(first, units), at=here, price=price)
        put_on_shelf(product, units - min(first, units), at=there, price=price)
        wanted.append((product, units))
    for (benefit, value), condition, limit, exclusive, priority in offers:
        limit = limit if benefit in {"Percentage", "Absolute", "Fixed"} else None
        an_offer(benefit, value, condition=condition, limit=limit, exclusive=exclusive, priority=priority)
    return wanted


class EverythingAddsUp(TestCase):
    @settings(
        max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(goods=GOODS, offers=OFFERS, wraps=st.booleans())
    def test_whatever_is_offered_all_sums_agree(self, goods, offers, wraps):
        basket = a_basket(*a_world(goods, offers))
        basket.gift_wrap = wraps
        with self.settings(GIFT_WRAP_FEE=15_000):
            order = an_order(basket=basket)

        full = sum(price * units for price, units, _first in goods)
        taken = sum(discount.amount for discount in order.discounts.all())
        parcels = order.fulfilments.all()
        charges = sum(parcel.fee + parcel.wrap for parcel in parcels)
        assert list(money_differences()) == []
        assert order.total_incl_tax == full - taken + charges == sum(parcel.amount for parcel in parcels)
        for line in order.lines.all():
            assert line.line_price_incl_tax >= 0
            assert line.line_price_incl_tax == int(line.line_price_incl_tax)
            prices = [(price.price_incl_tax, price.quantity) for price in line.prices.all()]
            assert sum(price * number for price, number in prices) == line.line_price_incl_tax
            assert all(price == int(price) >= 0 for price, _number in prices)
            assert sum(number for _price, number in prices) == line.quantity


@given(st.data())
def test_shares_are_whole_and_fit(data):
    parts = data.draw(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50)), min_size=1, max_size=5))
    weights, room = [list(column) for column in zip(*parts, strict=True)]
    amount = data.draw(st.integers(0, sum(room)))

    shares = share(amount, weights, room)

    assert sum(shares) == amount
    assert all(0 <= part <= most for part, most in zip(shares, room, strict=True))


def test_more_than_there_is_room_for_is_not_shared():
    with pytest.raises(ValueError, match="do not fit"):
        share(5, [1, 1], [2, 2])
