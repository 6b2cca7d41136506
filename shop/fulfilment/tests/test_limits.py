"""What may not be sent where the shopper wants it is refused in words, before and at the order."""

import pytest

from catalog.products.models import Product
from shop.forks.order.models import Order
from shop.forks.partner.strategy import Strategy
from shop.fulfilment.delivery import Address, Destination
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.quoting import quote
from shop.tests.worlds import NOW, a_basket, a_point, a_product, an_address, an_order, put_on_shelf

pytestmark = pytest.mark.django_db

EVERYWHERE, PROVINCE, PICK_UP = Product.ShipsTo.values
FAR = Destination(Address("Số 1", "phường Hoàn Kiếm", "Hà Nội"))


def goods(title="Bí xanh", **values):
    product = a_product(title, **values)
    point = a_point()
    put_on_shelf(product, 5, at=point)
    return product, point


@pytest.mark.parametrize(
    ("ships_to", "near", "far"),
    [(EVERYWHERE, True, True), (PROVINCE, True, False), (PICK_UP, False, False)],
)
def test_where_it_may_be_sent(ships_to, near, far):
    product, point = goods(ships_to=ships_to)
    for destination, allowed in ((an_address(), near), (FAR, far), (Destination(sales_point=point), True)):
        if allowed:
            assert quote(basket=a_basket((product, 1)), destination=destination, at=NOW)
        else:
            with pytest.raises(CannotPlace, match="Bí xanh"):
                quote(basket=a_basket((product, 1)), destination=destination, at=NOW)


def test_the_words_name_the_product_and_say_what_to_do():
    gourd, _ = goods("Bí xanh", ships_to=PROVINCE)
    beans, _ = goods("Đỗ leo", ships_to=PICK_UP)
    with pytest.raises(CannotPlace) as refusal:
        quote(basket=a_basket((gourd, 1), (beans, 1)), destination=FAR, at=NOW)
    words = str(refusal.value)
    assert "Chỉ giao trong tỉnh: Bí xanh." in words
    assert "Chỉ nhận tại điểm bán: Đỗ leo." in words
    assert "chọn nhận tại điểm bán" in words


def test_nothing_is_written_where_the_limit_came_after_the_review():
    product, _ = goods()
    basket = a_basket((product, 1))
    Product.objects.filter(pk=product.pk).update(ships_to=PICK_UP)
    with pytest.raises(CannotPlace):
        an_order(basket=_read_anew(basket), destination=FAR)
    assert not Order.objects.exists()


def _read_anew(basket):
    fresh = type(basket).objects.get(pk=basket.pk)
    fresh.strategy = Strategy()
    return fresh


def test_out_of_season_is_no_bar_while_it_is_in_stock():
    product, _ = goods(season=1)
    assert quote(basket=a_basket((product, 1)), destination=FAR, at=NOW)
