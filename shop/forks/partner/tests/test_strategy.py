"""What Oscar's own pages hear of a product in sizes: its cheapest price, and whether any size can be had."""

import pytest
from oscar.apps.partner import strategy as oscar_strategy

from catalog.products.models import Product
from shop.forks.partner.strategy import Strategy
from shop.tests.worlds import a_product, a_variant, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea():
    return a_product("Trà shan tuyết")


def size(tea, name, units, price):
    variant = a_variant(tea, name)
    put_on_shelf(variant, units, price=price)
    return variant


def heard_of(product):
    return Strategy().fetch_for_parent(product)


def test_it_costs_what_its_cheapest_size_costs(tea):
    for name, price in (("1 kg", 900_000), ("100 g", 120_000), ("250 g", 250_000)):
        size(tea, name, 3, price)
    found = heard_of(tea)
    assert (found.price.excl_tax, found.price.currency) == (120_000, "VND")
    assert found.availability.is_available_to_buy
    assert found.stockrecord is None


def test_a_size_without_a_price_or_a_shelf_sets_none(tea):
    size(tea, "100 g", 3, None)
    a_variant(tea, "Bộ đủ cỡ")
    assert not heard_of(tea).price.exists
    size(tea, "250 g", 3, 250_000)
    assert heard_of(tea).price.excl_tax == 250_000


def test_it_can_be_had_while_one_size_can(tea):
    size(tea, "100 g", 0, 120_000)
    assert not heard_of(tea).availability.is_available_to_buy
    size(tea, "250 g", 1, 250_000)
    assert heard_of(tea).availability.is_available_to_buy


@pytest.mark.parametrize("values", [{"age_restricted": True}, {"is_public": False}])
def test_what_cannot_be_bought_here_cannot_be_had_in_any_size(tea, values):
    size(tea, "100 g", 3, 120_000)
    Product.objects.filter(pk=tea.pk).update(**values)
    assert not heard_of(Product.objects.get(pk=tea.pk)).availability.is_available_to_buy


def test_without_sizes_it_has_no_price(tea):
    tea.structure = Product.PARENT
    tea.save()
    assert not heard_of(tea).price.exists
    assert not heard_of(tea).availability.is_available_to_buy


def test_nothing_that_oscar_may_ask_is_left_open():
    """Oscar's base classes raise NotImplementedError where a shop has said nothing."""
    questions = [name for name in vars(oscar_strategy.Structured) if name.endswith("_policy")]
    questions += ["select_stockrecord", "fetch_for_product", "fetch_for_parent"]
    assert len(questions) == 7
    bases = (oscar_strategy.Structured, oscar_strategy.Base)
    fetches = {"fetch_for_product", "fetch_for_parent"}  # Structured has answers for these.
    for name in questions:
        owner = next(base for base in Strategy.__mro__ if name in vars(base))
        assert owner not in bases or (name in fetches and owner is bases[0]), name
