"""Seasons: months that are kept as one number, said as stretches, and asked for in the database."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog.products.models import Product
from catalog.products.season import in_words, mask_of, months_of, stretches
from shop.tests.worlds import a_product

months = st.sets(st.integers(1, 12))


@given(months)
def test_months_come_back_as_they_went_in(chosen):
    assert months_of(mask_of(chosen)) == (sorted(chosen) if len(chosen) < 12 else [])


@given(months)
def test_stretches_hold_exactly_the_months(chosen):
    held = set()
    for first, last in stretches(mask_of(chosen)):
        held |= {(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    assert held == (chosen if len(chosen) < 12 else set())


@pytest.mark.parametrize(
    ("chosen", "vietnamese", "english"),
    [
        ([5, 6, 7], "tháng 5–7", "May–July"),
        ([11], "tháng 11", "November"),
        ([11, 12, 1, 2], "tháng 11–2", "November–February"),
        ([3, 4, 9], "tháng 3–4, 9", "March–April, September"),
        ([], "", ""),
        (range(1, 13), "", ""),
    ],
)
def test_it_is_said_as_people_say_it(chosen, vietnamese, english):
    with translation.override("vi"):
        assert in_words(mask_of(chosen)) == vietnamese
    with translation.override("en"):
        assert in_words(mask_of(chosen)) == english


@pytest.mark.django_db
class TestInTheDatabase:
    def test_what_is_in_season_or_there_all_year(self):
        pineapple, rice = a_product(season=mask_of([4, 5])), a_product()
        assert set(Product.objects.in_season(datetime(2026, 4, 15, tzinfo=UTC))) == {pineapple, rice}
        assert set(Product.objects.in_season(datetime(2026, 6, 15, tzinfo=UTC))) == {rice}
        assert (pineapple.in_season(5), pineapple.in_season(6), rice.in_season(6)) == (True, False, True)

    def test_a_month_begins_at_midnight_here(self):
        pineapple = a_product(season=mask_of([5]))
        midnight = datetime(2026, 4, 30, 17, 0, tzinfo=UTC)
        assert list(Product.objects.in_season(midnight)) == [pineapple]
        assert not Product.objects.in_season(midnight.replace(hour=16, minute=59)).exists()

    @pytest.mark.parametrize("mask", [-1, 4095, 4096])
    def test_no_other_number_is_kept(self, mask):
        product = a_product()
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=product.pk).update(season=mask)
