"""Alcohol is for adults, whichever way it gets among the spirits and whatever is written afterwards."""

import pytest

from catalog.products.age import is_alcohol
from catalog.products.models import Product
from catalog.products.operations import put_in_subgroup
from shop.assortment.faults import alcohol_for_all
from shop.tests.worlds import a_category, a_product


@pytest.mark.parametrize(
    ("code", "expected"),
    [("II.1", True), ("II.1a", True), ("ii.1b", True), ("II.2a", False), ("III.1", False), (None, False)],
)
def test_which_codes_are_alcohol(code, expected):
    assert is_alcohol(code) is expected


@pytest.mark.django_db
class TestForced:
    def test_by_the_sub_group(self):
        product = a_product(category="I.5a")
        put_in_subgroup(product=product, subgroup=a_category("II.1a", "Rượu trắng"))
        stored = Product.objects.get(pk=product.pk)
        assert product.age_restricted
        assert stored.age_restricted
        assert [category.code for category in stored.categories.all()] == ["II.1a"]

    def test_no_saving_opens_it_to_all(self):
        product = a_product(category="II.1a")
        product.age_restricted = False
        product.save()
        assert Product.objects.get(pk=product.pk).age_restricted

    def test_a_variant_is_for_adults_as_its_product_is(self):
        parent = a_product(category="II.1a", structure=Product.PARENT)
        variant = Product.objects.create(structure=Product.CHILD, parent=parent, title="500 ml")
        assert variant.age_restricted

    def test_leaving_the_group_leaves_what_a_person_may_have_set(self):
        product = a_product(category="II.1a")
        put_in_subgroup(product=product, subgroup=a_category("II.2b", "Nước quả"))
        product.save()
        assert Product.objects.get(pk=product.pk).age_restricted

    def test_what_was_written_around_all_this_is_found(self):
        product = a_product(category="II.1a")
        assert list(alcohol_for_all()) == []
        Product.objects.update(age_restricted=False)
        assert list(alcohol_for_all()) == [product]
