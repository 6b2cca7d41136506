"""Oscar's pages of offers answer whatever an offer holds."""

import pytest
from bs4 import BeautifulSoup
from oscar.core.loading import get_model

from catalog.products.models import Product
from shop.tests.worlds import a_gift_set, a_product, a_variant, put_on_shelf

pytestmark = pytest.mark.django_db


def offered(*products):
    """An offer of these goods."""
    goods = get_model("offer", "Range").objects.create(name="Hàng Tết")
    for product in products:
        goods.add_product(product)
    made = {"range": goods, "value": 10}
    return get_model("offer", "ConditionalOffer").objects.create(
        name="Tết",
        slug="tet",
        benefit=get_model("offer", "Benefit").objects.create(type="Percentage", **made),
        condition=get_model("offer", "Condition").objects.create(type="Count", **made),
    )


def in_sizes():
    tea = a_product("Trà nhiều cỡ")
    for name, units, price in (("1 kg", 2, 900_000), ("100 g", 3, 120_000)):
        put_on_shelf(a_variant(tea, name), units, price=price)
    return tea


def sizes_without_a_price():
    tea = a_product("Trà nhiều cỡ")
    put_on_shelf(a_variant(tea), 2, price=None)
    return tea


def without_sizes():
    return a_product("Trà chờ cỡ", structure=Product.PARENT)


def in_a_set():
    tea = a_product("Trà lẻ")
    put_on_shelf(tea, 3)
    return a_gift_set((tea, 2))


@pytest.mark.parametrize("page", ["/uu-dai/", "/uu-dai/tet/", "/en/uu-dai/", "/en/uu-dai/tet/"])
@pytest.mark.parametrize("goods", [in_sizes, sizes_without_a_price, without_sizes, in_a_set, a_product])
def test_an_offer_of_anything_has_its_pages(client, goods, page):
    product = goods()
    offered(product)
    answer = client.get(page)
    assert answer.status_code == 200
    assert page.endswith("uu-dai/") or product.title in answer.content.decode()


def test_a_product_in_sizes_shows_the_price_of_its_cheapest(client):
    offered(in_sizes())
    soup = BeautifulSoup(client.get("/uu-dai/tet/").content, "html.parser")
    assert "120.000" in soup.select_one(".product-card .price").text
