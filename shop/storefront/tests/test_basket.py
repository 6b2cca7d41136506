"""The basket says of each line why it cannot be ordered as it stands, before anybody goes to checkout."""

import pytest
from django.urls import reverse

from catalog.products.models import Product
from shop.forks.partner.models import StockRecord
from shop.tests.worlds import a_product, put_on_shelf

pytestmark = pytest.mark.django_db

CHANGES = {
    "fewer are left": (lambda: StockRecord.objects.update(num_in_stock=2), "Mật ong rừng: chỉ còn 2."),
    "none is left": (lambda: StockRecord.objects.update(num_in_stock=0), "Mật ong rừng: hết hàng."),
    "it was hidden": (lambda: Product.objects.update(is_public=False), "Mật ong rừng: hiện không bán."),
    "it costs more": (lambda: StockRecord.objects.update(price=150_000), "đã tăng từ"),
}


@pytest.fixture
def basket(client):
    """A page of somebody who has three jars in the basket."""
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    honey = a_product("Mật ong rừng")
    put_on_shelf(honey, 5, price=100_000)
    client.post(reverse("basket:add", kwargs={"pk": honey.pk}), {"quantity": 3})
    return lambda: client.get("/gio-hang/").content.decode()


@pytest.mark.parametrize(("change", "words"), CHANGES.values(), ids=CHANGES)
def test_what_changed_since_is_said(basket, change, words):
    before = basket()
    change()

    assert words not in before
    assert words in basket()


def test_who_wants_more_than_there_is_hears_how_many_there_are(client, basket):
    asked = {"quantity": 4}

    answer = client.post(reverse("basket:add", kwargs={"pk": Product.objects.get().pk}), asked, follow=True)

    assert "Mật ong rừng: chỉ còn 5" in answer.content.decode()
