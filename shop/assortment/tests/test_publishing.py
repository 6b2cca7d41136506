"""Going on show and off it: the gate, the list of what is on show without having passed it, the command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.products.models import Product
from shop.assortment.publishing import Incomplete, missing_of, publish, published_but_incomplete, unpublish
from shop.tests.worlds import NOW, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db

LABEL = {
    "net_weight_g": 100,
    "ingredients": "100% búp chè",
    "quality": "TCCS 01:2025",
    "usage": "Pha với nước sôi.",
    "storage": "Nơi khô ráo.",
    "shelf_life": 12,
    "origin_text": "xã Tủa Chùa",
}


def a_complete_product(*, stocked=True, **values):
    producer = a_producer(village="Bản Mẫu")
    product = a_product(**LABEL | {"producer": producer, "is_public": False} | values)
    if stocked:
        put_on_shelf(product, 5)
    return product


def test_what_is_complete_goes_on_show_and_off_again():
    product = a_complete_product()

    publish(product=product, by=None, now=NOW)
    stored = Product.objects.get(pk=product.pk)
    assert (product.is_public, stored.is_public, stored.date_updated) == (True, True, NOW)

    unpublish(product=product, by=None, now=NOW)
    assert not Product.objects.get(pk=product.pk).is_public


def test_what_lacks_something_stays_off_and_is_told_what():
    product = a_complete_product(title="Trà", quality="", shelf_life=None)

    with pytest.raises(Incomplete) as refusal:
        publish(product=product, by=None, now=NOW)

    assert str(refusal.value) == "Chưa công khai được Trà. Còn thiếu: chất lượng, hạn sử dụng."
    assert not Product.objects.get(pk=product.pk).is_public


def test_a_price_is_asked_for_but_no_goods_on_the_shelf():
    unpriced = a_complete_product(stocked=False)
    with pytest.raises(Incomplete, match="giá bán"):
        publish(product=unpriced, by=None, now=NOW)

    put_on_shelf(unpriced, 0)
    publish(product=unpriced, by=None, now=NOW)


def test_what_is_stored_counts_and_not_what_somebody_holds():
    product = a_complete_product()
    Product.objects.filter(pk=product.pk).update(usage_vi="")
    with pytest.raises(Incomplete):
        publish(product=product, by=None, now=NOW)


def test_what_was_on_show_before_is_listed_with_what_it_lacks():
    old = a_complete_product(quality="", is_public=True)
    a_complete_product(is_public=True)
    a_complete_product(quality="")

    rows = [(product, [fact.key for fact in missing]) for product, missing in published_but_incomplete()]

    assert rows == [(old, ["quality"])]


def test_many_are_looked_through_in_two_queries(django_assert_num_queries):
    products = [a_complete_product() for _ in range(5)]
    products = list(Product.objects.select_related("producer", "parent"))
    with django_assert_num_queries(2):
        assert missing_of(products) == {}


def test_the_command_says_what_is_to_be_put_right():
    a_complete_product(is_public=True)
    out = StringIO()
    call_command("verify_catalogue", stdout=out)
    assert "đúng và đủ" in out.getvalue()

    drink = a_product("Rượu", category="II.1a", upc="8930000000019")
    Product.objects.filter(pk=drink.pk).update(age_restricted=False, upc="8930000000018")
    err = StringIO()
    with pytest.raises(CommandError, match="3 chỗ"):
        call_command("verify_catalogue", stderr=err)
    assert "Rượu mà không ghi" in err.getvalue()
    assert "8930000000018" in err.getvalue()
    assert "Công khai nhưng thiếu" in err.getvalue()
