"""A lot is found by the code on its label, and what is known of it is not contradicted."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog.trace.exceptions import NotThisLot
from catalog.trace.models import Lot
from catalog.trace.operations import lot_named
from shop.tests.worlds import a_product

pytestmark = pytest.mark.django_db
MADE, ENDS = date(2026, 11, 1), date(2027, 5, 1)


def test_the_same_code_of_the_same_product_is_the_same_lot():
    product = a_product()
    lot = lot_named(product=product, code="  L 01  ", made_date=MADE)
    assert lot_named(product=product, code="L 01") == lot
    assert lot_named(product=a_product(), code="L 01") != lot


def test_a_date_that_was_not_known_is_added():
    product = a_product()
    lot_named(product=product, code="L1", made_date=MADE)
    lot_named(product=product, code="L1", use_by_date=ENDS)
    lot = Lot.objects.get()
    assert (lot.made_date, lot.use_by_date) == (MADE, ENDS)


@pytest.mark.parametrize(
    "dates",
    [
        {"use_by_date": date(2027, 6, 1)},
        {"made_date": date(2026, 10, 1)},
    ],
)
def test_a_date_that_contradicts_what_is_known_is_refused(dates):
    product = a_product()
    lot_named(product=product, code="L1", made_date=MADE, use_by_date=ENDS)
    with pytest.raises(NotThisLot):
        lot_named(product=product, code="L1", **dates)
    assert (Lot.objects.get().made_date, Lot.objects.get().use_by_date) == (MADE, ENDS)


def test_nothing_ends_before_it_was_made():
    product = a_product()
    with pytest.raises(NotThisLot):
        lot_named(product=product, code="L1", made_date=ENDS, use_by_date=MADE)
    lot_named(product=product, code="L2", made_date=ENDS)
    with pytest.raises(NotThisLot):
        lot_named(product=product, code="L2", use_by_date=MADE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.update(use_by_date=MADE)


@pytest.mark.parametrize("code", ["", "   ", "L" * 21])
def test_a_code_has_one_to_twenty_characters(code):
    with pytest.raises(NotThisLot):
        lot_named(product=a_product(), code=code)


def test_a_lot_is_good_on_its_last_day():
    lot = Lot(use_by_date=ENDS)
    assert not lot.is_past_use_by(ENDS)
    assert lot.is_past_use_by(date(2027, 5, 2))
    assert not Lot().is_past_use_by(ENDS)
