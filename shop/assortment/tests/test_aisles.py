"""An aisle is there while something stands in it."""

import pytest
from django.contrib.staticfiles import finders

from catalog.products.models import Category
from shop.assortment.aisles import AISLES, aisles, aisles_among
from shop.demo.places import build_groups
from shop.tests import worlds


@pytest.mark.django_db
def test_an_aisle_is_there_while_it_has_a_product_on_show(django_assert_num_queries):
    worlds.a_product(category="I.6")
    worlds.a_product(category="I.5a", is_public=False)
    aisles(worlds.NOW)  # The first question makes the index.
    with django_assert_num_queries(1):
        assert [aisle.code for aisle in aisles(worlds.NOW)] == ["I.6"]


def test_aisles_keep_their_order_whoever_counted():
    assert [aisle.code for aisle in aisles_among(["I.6", "II.1a", "I.5a"])] == ["I.5a", "I.6"]


@pytest.mark.django_db
def test_every_aisle_is_a_sub_group_of_the_decision():
    build_groups()
    known = set(Category.objects.values_list("code", flat=True))
    assert {aisle.code for aisle in AISLES} <= known


def test_every_aisle_has_its_drawing():
    assert all(finders.find(f"img/illustrations/{aisle.drawing}.svg") for aisle in AISLES)


def test_no_aisle_puts_alcohol_forward():
    assert not [aisle for aisle in AISLES if aisle.code.startswith("II.1")]
