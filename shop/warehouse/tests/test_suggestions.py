"""What is suggested follows from figures alone, and can say why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.warehouse.suggestions import Reorder, Shelf, Transfer, suggest

HERE, THERE, DEPOT = 1, 2, 3


@pytest.mark.parametrize(
    ("left", "coming", "sold", "cover", "needs", "spares"),
    [
        (10, 0, 28, 10, 0, 0),  # lasts ten days: just enough
        (9, 0, 28, 9, 19, 0),  # lasts nine: up to four weeks' sales
        (9, 1, 28, 9, 0, 0),  # one is on its way
        (0, 0, 14, 0, 14, 0),
        (56, 0, 28, 56, 0, 0),
        (60, 0, 28, 60, 0, 4),  # beyond eight weeks
        (5, 0, 0, None, 0, 3),  # nobody buys it: two stay to show
        (2, 0, 0, None, 0, 0),
        (0, 0, 0, None, 0, 0),
        (0, 0, 1, 0, 1, 0),
    ],
)
def test_what_a_shelf_needs_and_spares(left, coming, sold, cover, needs, spares):
    shelf = Shelf(HERE, left, coming, sold)
    assert (shelf.cover, shelf.needs, shelf.spares) == (cover, needs, spares)


def test_a_need_is_met_by_who_can_spare_most():
    needy, little, much = Shelf(HERE, 0, 0, 28), Shelf(THERE, 12), Shelf(DEPOT, 100)
    assert suggest([needy, little, much]) == ([Transfer(much, needy, 28)], [])


def test_what_nobody_can_spare_is_ordered():
    needy, little = Shelf(HERE, 0, 0, 28), Shelf(THERE, 12)
    assert suggest([needy, little]) == ([Transfer(little, needy, 10)], [Reorder(needy, 18)])


def test_the_shelf_that_is_empty_first_is_served_first():
    empty, low, depot = Shelf(HERE, 0, 0, 14), Shelf(THERE, 3, 0, 28), Shelf(DEPOT, 16)
    transfers, reorders = suggest([low, empty, depot])
    assert transfers == [Transfer(depot, empty, 14)]
    assert reorders == [Reorder(low, 25)]


def test_where_all_is_well_nothing_is_suggested():
    assert suggest([Shelf(HERE, 30, 0, 28), Shelf(THERE, 2)]) == ([], [])


SHELVES = st.lists(
    st.builds(
        Shelf,
        partner_id=st.integers(1, 50),
        left=st.integers(0, 200),
        coming=st.integers(0, 20),
        sold=st.integers(0, 100),
    ),
    max_size=8,
    unique_by=lambda shelf: shelf.partner_id,
)


@given(SHELVES)
def test_nobody_gives_more_than_they_spare_or_gets_more_than_they_need(shelves):
    transfers, reorders = suggest(shelves)
    for shelf in shelves:
        given_away = sum(t.units for t in transfers if t.source == shelf)
        got = sum(t.units for t in [*transfers, *reorders] if t.destination == shelf)
        assert given_away <= shelf.spares
        assert got == shelf.needs
        assert not (given_away and got)
    # Nothing is ordered while somebody has more than enough.
    spared = sum(shelf.spares for shelf in shelves)
    assert not reorders or sum(t.units for t in transfers) == spared
