"""What people type finds what they mean: the whole sample shop, asked what `queries.csv` says people ask."""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from catalog.products.models import Category, Product
from catalog.search.question import Kind, Question
from shop.assortment.index import Index
from shop.assortment.tests.query_sets import FIRST, misses, report, searched
from shop.demo.goods import build_producers, build_products
from shop.demo.places import build_communes, build_former_units, build_groups
from shop.demo.points import build_points

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
#: The share of queries that must lead to what was meant, for each file and for each half of it.
LEAST = 0.97
KIND_OF = {"producer": Kind.PRODUCER, "point": Kind.POINT}


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker):
    """The index of the sample shop, built once for this module and gone with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for build in (build_communes, build_former_units, build_groups, build_producers, build_products):
            build()
        build_points()
        # Tests that truncate tables take away what migrations put there.
        import_module("catalog.search.migrations.0002_starting_synonyms").add(apps, None)
        yield Index(None)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def codes(shop):
    """Product's id → its code."""
    return dict(Product.objects.values_list("pk", "code"))


def ask(shop, words, kind=Kind.PRODUCT):
    return shop.answer(Question(kind=kind, words=words, limit=FIRST), AT).found


def assert_most_are_found(rows, missed):
    print(report(rows, missed))
    for half in ({row for row in rows if row.is_held_out}, {row for row in rows if not row.is_held_out}):
        wrong = [miss for miss in missed if miss.searched in half]
        assert len(wrong) <= (1 - LEAST) * len(half), report(rows, missed)


def test_what_was_meant_is_among_the_first_three(shop, codes):
    rows = searched()
    missed = misses(rows, lambda row: [codes[found.pk] for found in ask(shop, row.query)])
    assert_most_are_found(rows, missed)


def test_makers_and_points_are_found_as_well(shop):
    rows = searched("queries_of_makers_and_points")

    def found(row):
        shown = [found.shown for found in ask(shop, row.query, KIND_OF[row.kind])]
        return [each["slug" if row.kind == "point" else "vi"] for each in shown]

    assert_most_are_found(rows, misses(rows, found))


def test_the_name_of_a_group_finds_all_that_is_in_it_in_either_language(shop):
    """Whole or as far as its dash, which several groups may share."""
    goods = defaultdict(set)
    for pk, *names in in_groups():
        for name in (*names, *(name.split(" – ")[0] for name in names)):
            goods[name].add(pk)
    assert {"Đồ uống", "Drinks", "Handicrafts", "Tea", "Processed food – from rice and cereals"} <= set(goods)
    for name, meant in goods.items():
        got = shop.answer(Question(words=name, adults=True, limit=1000), AT).found
        assert meant <= {each.pk for each in got}, name


def in_groups():
    """Each product with the name, in both languages, of each group and sub-group that it is in."""
    for group in Category.objects.filter(code__isnull=False):
        for pk in (
            Product.objects.browsable().filter(categories__path__startswith=group.path).values_list("pk")
        ):
            yield *pk, group.name_vi, group.name_en


def test_the_set_is_broad_and_names_products_that_there_are(codes):
    rows = searched()
    assert len({row.query for row in rows}) == len(rows) >= 260
    assert min(Counter(row.kind for row in rows).values()) >= 12
    assert {code for row in rows for code in row.expected} <= set(codes.values())


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("Nà Tòng", {"tua-chua"}),
        ("Na Tông", {"nua-ngam"}),
        ("xã Nà Tòng cũ", {"tua-chua"}),
    ],
)
def test_two_places_that_differ_by_tone_alone_are_told_apart_by_whoever_types_it(shop, words, slugs):
    assert {found.shown["slug"] for found in ask(shop, words, Kind.POINT)} == slugs


def test_who_types_no_tone_is_shown_both_places(shop):
    assert {found.shown["slug"] for found in ask(shop, "na tong", Kind.POINT)} >= {"tua-chua", "nua-ngam"}
