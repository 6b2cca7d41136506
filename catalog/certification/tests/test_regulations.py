"""The rules are rows: what counts is the regulation in force on the day of issue."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from catalog.certification.models import NoRegulation, Regulation, Rules, StarBand, end_of_validity

pytestmark = pytest.mark.django_db
LAST_DAY_OF_DISTRICTS = date(2025, 7, 5)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 2, 23), "1048/QĐ-TTg"),
        (date(2023, 2, 24), "148/QĐ-TTg"),
        (LAST_DAY_OF_DISTRICTS, "148/QĐ-TTg"),
        (date(2025, 7, 6), "148/QĐ-TTg, 1489/QĐ-TTg"),
        (date(2026, 11, 23), "148/QĐ-TTg, 1489/QĐ-TTg"),
    ],
)
def test_each_day_has_the_regulation_of_its_time_with_its_source(day, name):
    regulation = Rules.load().on(day)

    assert regulation.name == name
    assert regulation.sources


def test_before_the_programme_there_were_no_rules():
    assert Rules.load().on(date(2017, 12, 31)) is None
    with pytest.raises(NoRegulation):
        end_of_validity(date(2017, 12, 31))


@pytest.mark.parametrize(
    ("stars", "score", "fits"),
    [(3, "49.9", False), (3, "50", True), (3, "69.9", True), (3, "70", False)]
    + [(4, "69.9", False), (4, "70", True), (4, "90", False), (5, "90", True), (5, "100", True)],
)
def test_the_bands_of_148(stars, score, fits):
    assert Rules.load().on(date(2024, 3, 5)).fits(stars, Decimal(score)) is fits


@pytest.mark.parametrize(
    ("day", "levels"),
    [(LAST_DAY_OF_DISTRICTS, ["district", "province"]), (date(2025, 7, 6), ["province"])],
)
def test_districts_certify_three_stars_until_1489(day, levels):
    assert Rules.load().on(day).band(3).levels == levels


def test_rules_of_a_new_programme_are_a_new_row_and_the_old_ones_keep_their_days():
    new = Regulation.objects.create(name="01/QĐ-TTg", from_date=date(2027, 1, 1), validity_months=24)
    StarBand.objects.create(regulation=new, stars=3, lowest_score=60, province=True)

    assert end_of_validity(date(2027, 1, 1)) == date(2029, 1, 1)
    assert end_of_validity(date(2026, 12, 31)) == date(2029, 12, 31)
    assert Rules.load().on(date(2027, 1, 1)).band(4) is None


def test_rules_that_ended_without_others_after_them_count_no_more():
    Regulation.objects.filter(until_date=None).update(until_date=date(2026, 12, 31))

    assert Rules.load().on(date(2027, 1, 1)) is None


def test_two_regulations_never_begin_on_one_day():
    with pytest.raises(IntegrityError), transaction.atomic():
        Regulation.objects.create(name="Khác", from_date=date(2025, 7, 6), validity_months=36)


def test_all_rules_are_read_in_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        rules = Rules.load()
        assert rules.on(date(2025, 7, 6)).fits(4, Decimal("75"))
        assert rules.on(date(2024, 7, 6)).band(5).levels == ["ministry"]
