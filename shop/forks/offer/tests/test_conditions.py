"""What an offer can be bound to: stars in force, producers, groups, a point, a fair, days; never alcohol."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shop.forks.offer.applicator import Applicator
from shop.forks.offer.ranges import members
from shop.tests.offers import a_fair, a_range, an_offer
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_category,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db


def taken_off(basket, *, at=NOW, sales_point=None):
    Applicator(at=at, sales_point=sales_point).apply(basket)
    return int(basket.total_incl_tax_excl_discounts - basket.total_incl_tax)


@pytest.fixture
def basket():
    tea = a_product("Chè", stars=4)
    put_on_shelf(tea, 9)
    return a_basket((tea, 1))


def test_stars_are_those_in_force_at_the_moment(basket):
    an_offer(goods=a_range(stars_from=4))

    assert taken_off(basket) == 10_000
    # The certificate lasts until March 2028.
    assert taken_off(basket, at=NOW + timedelta(days=700)) == 0


def test_fewer_stars_are_not_enough(basket):
    an_offer(goods=a_range(stars_from=5))
    assert taken_off(basket) == 0


def test_an_offer_of_a_point_holds_for_goods_fetched_there(basket):
    here, there = a_point(), a_point()
    an_offer(sales_point=here)

    assert [taken_off(basket, sales_point=point) for point in (None, here, there)] == [0, 10_000, 0]


def test_the_basket_hears_where_it_would_cost_less(basket):
    here = a_point()
    an_offer("Percentage", 5)
    an_offer("Percentage", 20, sales_point=here, priority=1)

    assert Applicator(at=NOW).cheaper_points(basket) == [(here, 80_000)]
    assert basket.total_incl_tax == 95_000


@pytest.mark.parametrize(("after", "amount"), [(-1, 0), (0, 10_000), (2, 10_000), (3, 0)])
def test_an_offer_of_a_fair_holds_on_its_days_at_its_point(basket, after, amount):
    point = a_point()
    an_offer(fair=a_fair(point, days=3))
    at = NOW + timedelta(days=after)

    assert taken_off(basket, at=at, sales_point=point) == amount
    assert taken_off(basket, at=at) == 0


@pytest.mark.parametrize(
    "days", [{"start_datetime": NOW + timedelta(1)}, {"end_datetime": NOW - timedelta(1)}]
)
def test_an_offer_not_begun_or_ended_takes_nothing_off(basket, days):
    an_offer(**days)
    assert taken_off(basket) == 0


def test_an_offer_has_a_fair_or_a_point_of_its_own_and_not_both():
    point = a_point()
    with pytest.raises(IntegrityError), transaction.atomic():
        an_offer(sales_point=point, fair=a_fair(point))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_fair(point, days=0)


def test_a_range_knows_groups_producers_variants_and_no_alcohol():
    maker = a_producer()
    tea, honey = a_product(category="I.5a", producer=maker), a_product(category="I.3b")
    size = a_variant(tea)
    spirit = a_product("Rượu", category="II.1", age_restricted=True)
    hamper = a_gift_set((spirit, 1))
    group = a_range(includes_all_products=False)
    group.included_categories.add(a_category("I"))
    made = a_range()
    made.producers.add(maker)
    listed = a_range(tea, spirit, hamper)
    without = a_range()
    without.excluded_products.add(tea)
    ranges = {"group": group, "made": made, "listed": listed, "without": without}
    asked = [product.pk for product in (tea, honey, size, spirit, hamper)]

    found = members(ranges.values(), asked, NOW)

    names = {tea.pk: "tea", honey.pk: "honey", size.pk: "size", hamper.pk: "hamper", spirit.pk: "spirit"}
    said = {name: {names[pk] for pk in found[range_.pk]} for name, range_ in ranges.items()}
    assert said["group"] >= {"tea", "honey", "size"}
    assert said["made"] == {"tea", "size"}
    assert said["listed"] == {"tea", "size"}
    assert said["without"] == {"honey"}


def test_more_offers_and_more_lines_cost_no_more_queries(basket):
    an_offer(goods=a_range(stars_from=3))
    an_offer("Fixed", 1_000, goods=a_range(), exclusive=False)
    few = _queries(basket)
    products = [a_product(stars=3) for _number in range(4)]
    for product in products:
        put_on_shelf(product, 5)
        basket.add_product(product, 2)
        certify(product, stars=5)
        an_offer("Multibuy", None, goods=a_range(product), exclusive=False)
        an_offer("Percentage", 3, goods=a_range(stars_from=3), priority=2)

    assert _queries(basket) == few <= 6


def _queries(basket):
    basket.reset_offer_applications()
    for line in basket.all_lines():
        assert line.purchase_info
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Applicator(at=NOW).apply(basket)
    return len(asked)


def test_what_offers_take_off_together_is_never_more_than_a_line(basket):
    for _number in range(2):
        an_offer("Fixed", 70_000, exclusive=False)

    assert taken_off(basket) == 100_000
    assert sum(found["discount"] for found in basket.offer_applications) == 100_000
