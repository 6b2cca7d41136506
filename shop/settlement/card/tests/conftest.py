"""An order that is to be paid by card, at a shop that takes them."""

import pytest

from shop.settlement.card.tests.card_world import a_card_order


@pytest.fixture
def order(cards):
    return a_card_order()


@pytest.fixture
def total(order):
    return int(order.total_incl_tax)
