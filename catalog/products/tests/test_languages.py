"""Names and texts in two languages: read in the reader's, else in Vietnamese; stored once each."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation

from catalog.products.models import Category, Product
from catalog.products.querysets import by_name
from shop.forks.partner.models import StockRecord
from shop.tests.worlds import a_category, a_point, a_producer, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


def test_it_is_read_in_the_readers_language():
    product = a_product("Trà shan tuyết", title_en="Snow shan tea", description="Chè", description_en="Tea")
    assert (product.title, product.description) == ("Trà shan tuyết", "Chè")
    with translation.override("en"):
        assert (product.title, product.description) == ("Snow shan tea", "Tea")


@pytest.mark.parametrize("missing", ["", None])
def test_vietnamese_stands_in_where_there_is_no_english(missing):
    product = a_product("Trà shan tuyết", title_en=missing)
    product = Product.objects.get(pk=product.pk)
    with translation.override("en"):
        assert product.title == "Trà shan tuyết"


def test_groups_and_producers_too():
    tea, producer = a_category("I.5a"), a_producer(about="Hợp tác xã", about_en="A cooperative")
    Category.objects.filter(pk=tea.pk).update(name_en="Tea")
    tea.refresh_from_db()
    with translation.override("en"):
        assert (tea.name, producer.about, producer.name) == ("Tea", "A cooperative", "Hợp tác xã Mẫu")
    assert tea.name == "Chè"


def test_a_sub_group_can_be_added_below_and_listed_in_english():
    with translation.override("en"):
        group = Category.add_root(name_vi="Nhóm", name_en="Group", slug="nhom", code="I")
        group.add_child(name_vi="Chè", name_en="Tea", slug="che", code="I.5a")
        group.refresh_from_db()
        assert [child.name for child in group.get_children()] == ["Tea"]
        assert Category.objects.get(slug="nhom").get_children_count() == 1


def test_an_address_is_made_of_the_vietnamese_name_whatever_is_spoken():
    with translation.override("en"):
        product = Product.objects.create(
            title_vi="Trà shan tuyết", title_en="Snow shan tea", product_class=a_product().product_class
        )
    assert product.slug == "tra-shan-tuyet"


@pytest.mark.parametrize("how", ["update", "save"])
def test_queries_that_start_elsewhere_find_the_vietnamese_name(how):
    """Oscar's models know nothing of the languages, so the plain column has to stay what it was."""
    record = put_on_shelf(a_product("Trà", title_en="Tea"), 1, at=a_point())
    if how == "update":
        Product.objects.filter(pk=record.product_id).update(title="Chè")
    else:
        product = Product.objects.get(pk=record.product_id)
        product.title_vi = "Chè"
        with translation.override("en"):
            product.save()
    assert StockRecord.objects.get(product__title="Chè") == record


def test_lists_are_ordered_by_the_names_that_are_read():
    for vietnamese, english in (("B", "x"), ("A", "z"), ("y", "")):
        a_product(vietnamese, title_en=english)
    assert [p.title for p in Product.objects.order_by(by_name())] == ["A", "B", "y"]
    with translation.override("en"):
        assert [p.title for p in Product.objects.order_by(by_name())] == ["x", "y", "z"]


def test_an_order_keeps_the_name_that_the_points_pack_by():
    product = a_product("Trà shan tuyết", title_en="Snow shan tea")
    put_on_shelf(product, 5)
    with translation.override("en"):
        order = an_order((product, 1))
    assert order.lines.get().title == "Trà shan tuyết"


def test_text_is_stored_composed_in_both_languages():
    product = a_product("Tra\u0300", title_en="cafe\u0301")
    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_vi, stored.title_en) == ("Trà", "café")


def test_what_there_was_becomes_the_vietnamese_text():
    product = a_product("Trà", description="Chè", upc="8930000000019")
    other = a_product("Gạo", sources="Báo")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_product SET title_vi = NULL, description_vi = NULL")
    migration = import_module("catalog.products.migrations.0040_ocop_languages_filled")
    migration.fill(_Plain(), None)
    stored = Product.objects.get(pk=product.pk)
    assert (stored.title_vi, stored.description_vi, stored.upc) == ("Trà", "Chè", "8930000000019")
    assert Product.objects.get(pk=other.pk).sources == "Báo"


class _Plain:
    """Models as a migration sees them: without languages."""

    def get_model(self, app, name):
        model = apps.get_model(app, name)
        return type(name, (), {"objects": model.objects.all().rewrite(False)})
