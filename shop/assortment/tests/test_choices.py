"""Variants and gift sets as every list reads them: price, what is left, and where."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.products.models import Product
from shop.assortment.choices import variants_of, with_sizes
from shop.assortment.places import places_by_product
from shop.assortment.point_shelves import goods_at, goods_by_point, on_sale_at, points_having
from shop.assortment.queries import on_offer
from shop.points.models import SalesPoint
from shop.tests.worlds import NOW, a_gift_set, a_point, a_product, a_variant, put_on_shelf

pytestmark = pytest.mark.django_db


def offered(product):
    return on_offer(NOW).get(pk=product.pk)


@pytest.fixture
def tea():
    return a_product("Trà shan tuyết", stars=4)


@pytest.fixture
def small(tea):
    return a_variant(tea, "100 g", net_weight_g=100)


@pytest.fixture
def large(tea, small):
    return a_variant(tea, "250 g", net_weight_g=250)


class TestVariants:
    def test_a_parent_has_the_lowest_price_and_all_that_is_left(self, tea, small, large):
        here, there = a_point(), a_point()
        put_on_shelf(small, 3, at=here, price=90_000)
        put_on_shelf(large, 2, at=here, price=200_000)
        put_on_shelf(large, 4, at=there, price=200_000)

        found = offered(tea)

        assert (found.price, found.highest_price, found.available, found.stars) == (90_000, 200_000, 9, 4)

    def test_a_hidden_size_counts_for_nothing(self, tea, small, large):
        put_on_shelf(small, 3, price=90_000)
        put_on_shelf(large, 5, price=200_000)
        Product.objects.filter(pk=small.pk).update(is_public=False)

        found = offered(tea)

        assert (found.price, found.highest_price, found.available) == (200_000, 200_000, 5)
        assert variants_of(found) == [large]

    def test_sizes_are_no_products_of_their_own_in_lists(self, tea, small, large):
        assert list(on_offer(NOW)) == [tea]

    def test_sizes_stand_from_light_to_heavy_whatever_came_first(self, tea, large):
        box = a_variant(tea, "Hộp quà")
        lightest = a_variant(tea, "50 g", net_weight_g=50)

        found = [variant.title for variant in variants_of(offered(tea))]

        assert found == [lightest.title, "100 g", "250 g", box.title]

    def test_a_place_names_each_size_that_it_has(self, tea, small, large):
        here, there = a_point("A"), a_point("B")
        put_on_shelf(large, 2, at=here)
        put_on_shelf(small, 3, at=here)
        put_on_shelf(large, 1, at=there)
        found = offered(tea)

        places = with_sizes(places_by_product([tea.pk])[tea.pk], variants_of(found))

        assert [(place.name, place.left, sizes) for place, sizes in places] == [
            ("A", 5, [(small, 3), (large, 2)]),
            ("B", 1, [(large, 1)]),
        ]

    def test_a_point_counts_the_product_once_whatever_its_sizes(self, tea, small, large):
        point = a_point()
        put_on_shelf(small, 3, at=point)
        put_on_shelf(large, 4, at=point)
        put_on_shelf(a_product("Mật ong"), 2, at=point)

        goods = goods_by_point([point], NOW)[point.pk]

        assert goods.count == 2 == on_sale_at(point, NOW).count()
        assert {card.title_vi for card in goods.cards} == {"Trà shan tuyết", "Mật ong"}
        assert on_sale_at(point, NOW).get(pk=tea.pk).left == 7

    def test_points_having_a_product_have_it_in_any_size_and_a_size_in_that(self, tea, small, large):
        one, other = a_point(), a_point()
        put_on_shelf(small, 1, at=one)
        put_on_shelf(large, 1, at=other)
        points = SalesPoint.objects.order_by("pk")

        assert list(points_having(points, tea, NOW)) == [one, other]
        assert list(points_having(points, small, NOW)) == [one]


class TestGiftSets:
    @pytest.fixture
    def honey(self):
        return a_product("Mật ong")

    @pytest.fixture
    def box(self, small, honey):
        return a_gift_set((small, 2), (honey, 1), price=300_000)

    def test_a_set_has_its_own_price_and_what_the_best_point_can_make(self, box, small, honey):
        for teas, honeys in ((5, 1), (4, 9)):
            point = a_point()
            put_on_shelf(small, teas, at=point)
            put_on_shelf(honey, honeys, at=point)

        found = offered(box)

        assert (found.price, found.available, found.is_gift_set) == (300_000, 2, True)

    def test_it_is_to_be_had_only_where_one_point_has_everything(self, box, small, honey):
        whole, part = a_point("Đủ bộ"), a_point("Thiếu")
        put_on_shelf(small, 5, at=whole)
        put_on_shelf(honey, 1, at=whole)
        put_on_shelf(small, 9, at=part)
        (place,) = places_by_product([box.pk])[box.pk]

        assert (place.name, place.left) == ("Đủ bộ", 1)
        assert list(points_having(SalesPoint.objects.all(), box, NOW)) == [whole]

    def test_it_stands_on_no_shelf_itself(self, box, small, honey):
        point = a_point()
        put_on_shelf(small, 5, at=point)
        put_on_shelf(honey, 1, at=point)

        assert {p.title for p in on_sale_at(point, NOW)} == {"Trà shan tuyết", "Mật ong"}

    def test_it_counts_among_the_goods_of_a_point_that_can_make_it(self, box, small, honey):
        point = a_point()
        put_on_shelf(small, 5, at=point)
        put_on_shelf(honey, 1, at=point)

        assert box.pk in {card.pk for card in goods_at(point, NOW, offset=0, limit=9).cards}
        assert goods_by_point([point], NOW)[point.pk].count == 3


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    recipe=st.lists(st.integers(1, 3), min_size=1, max_size=3),
    stock=st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=1, max_size=3),
)
def test_as_many_sets_as_a_recount_by_hand(db, recipe, stock):
    parts = [(a_product(), quantity) for quantity in recipe]
    box = a_gift_set(*parts)
    for row in stock:
        point = a_point()
        for (product, _quantity), units in zip(parts, row, strict=False):
            put_on_shelf(product, units, at=point)

    by_hand = max(
        min(units // quantity for units, quantity in zip(row, recipe, strict=False)) for row in stock
    )
    found = offered(box)

    assert found.available == by_hand
    assert max((place.left for place in places_by_product([box.pk])[box.pk]), default=0) == by_hand
