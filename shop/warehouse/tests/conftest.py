"""A point with a product in two lots, and who keeps them; a test that wants another says so itself."""

from datetime import date

import pytest
from django.utils import translation

from catalog.trace.operations import lot_named
from shop.stock.operations import receive
from shop.tests.worlds import NOW, a_point, a_product, a_seller, put_on_shelf


@pytest.fixture
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def keeper():
    return a_seller()


@pytest.fixture
def point():
    return a_point()


@pytest.fixture
def record(point):
    """Ten units: six of lot A, which ends first, four of lot B."""
    found = put_on_shelf(a_product(), 0, at=point)
    for code, units, end in (("A", 6, date(2027, 3, 1)), ("B", 4, date(2027, 6, 1))):
        lot = lot_named(product=found.product, code=code, use_by_date=end)
        receive(stock=found, quantity=units, reference=code, at=NOW, lot=lot)
    return found
