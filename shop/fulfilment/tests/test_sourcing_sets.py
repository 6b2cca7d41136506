"""Where gift sets come from: every set of a kind from one point, beside single products from anywhere."""

import pytest

from shop.fulfilment.sourcing import Reason, Shelf, Shortage, plan

TEA, HONEY, BOX, HAMPER = 1, 2, 10, 11
NEAR, FAR, FARTHEST = 100, 200, 300
RECIPES = {BOX: {TEA: 2, HONEY: 1}, HAMPER: {TEA: 1}}


def shelf(partner, product, units):
    return Shelf(partner + product, product, partner, units, distance_km=partner)


def given(found):
    """(product, point, units) of each allocation."""
    return [(a.product_id, a.partner_id, a.units) for a in found.allocations]


def test_a_set_takes_its_components_from_one_point():
    shelves = [shelf(NEAR, TEA, 4), shelf(NEAR, HONEY, 2)]

    found = plan({BOX: 2}, shelves, recipes=RECIPES)

    assert given(found) == [(BOX, NEAR, 2)]
    assert found.units_by_stock == {NEAR + TEA: 4, NEAR + HONEY: 2}
    assert found.reason == Reason.NEAREST_WITH_ALL


def test_components_at_two_points_make_no_set():
    shelves = [shelf(NEAR, TEA, 9), shelf(FAR, HONEY, 9)]

    with pytest.raises(Shortage) as shortage:
        plan({BOX: 1}, shelves, recipes=RECIPES)

    assert shortage.value.available == {BOX: 0}


def test_sets_of_one_kind_are_not_shared_out_between_points():
    shelves = [s for point in (NEAR, FAR) for s in (shelf(point, TEA, 4), shelf(point, HONEY, 2))]

    with pytest.raises(Shortage) as shortage:
        plan({BOX: 3}, shelves, recipes=RECIPES)

    assert shortage.value.available == {BOX: 2}


def test_single_products_may_come_from_another_point_than_the_set():
    shelves = [shelf(NEAR, TEA, 2), shelf(NEAR, HONEY, 1), shelf(FAR, TEA, 5)]

    found = plan({BOX: 1, TEA: 3}, shelves, recipes=RECIPES)

    assert given(found) == [(BOX, NEAR, 1), (TEA, FAR, 3)]
    assert found.reason == Reason.FEWEST_POINTS


def test_a_set_and_one_of_its_components_never_take_the_same_unit():
    shelves = [shelf(NEAR, TEA, 3), shelf(NEAR, HONEY, 1)]

    assert plan({BOX: 1, TEA: 1}, shelves, recipes=RECIPES).units_by_stock == {
        NEAR + TEA: 3,
        NEAR + HONEY: 1,
    }
    with pytest.raises(Shortage) as shortage:
        plan({BOX: 1, TEA: 2}, shelves, recipes=RECIPES)
    assert shortage.value.available == {BOX: 0}


def test_two_kinds_of_sets_are_shared_out_so_that_both_can_be_made():
    """The nearest point could make either; only one way round makes both."""
    shelves = [shelf(NEAR, TEA, 2), shelf(NEAR, HONEY, 1), shelf(FAR, TEA, 2)]

    found = plan({HAMPER: 2, BOX: 1}, shelves, recipes=RECIPES)

    assert sorted(given(found)) == [(BOX, NEAR, 1), (HAMPER, FAR, 2)]


def test_of_sets_that_want_the_same_goods_the_later_one_gives_way():
    shelves = [shelf(NEAR, TEA, 4), shelf(NEAR, HONEY, 1)]

    with pytest.raises(Shortage) as shortage:
        plan({BOX: 1, HAMPER: 4}, shelves, recipes=RECIPES)

    assert shortage.value.available == {HAMPER: 2}


def test_picked_up_at_a_point_only_its_own_goods_make_sets():
    shelves = [shelf(NEAR, TEA, 2), shelf(FAR, TEA, 2), shelf(FAR, HONEY, 1)]

    assert given(plan({BOX: 1}, shelves, FAR, RECIPES)) == [(BOX, FAR, 1)]
    with pytest.raises(Shortage):
        plan({BOX: 1}, shelves, NEAR, RECIPES)


def test_nothing_at_all_makes_nothing():
    with pytest.raises(Shortage) as shortage:
        plan({BOX: 1, TEA: 1}, [], recipes=RECIPES)
    assert shortage.value.available == {BOX: 0, TEA: 0}
