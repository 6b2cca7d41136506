"""An order's parcels carry the fees of the delivery table, and what may not travel is not ordered."""

from datetime import UTC, datetime

import pytest

from catalog.products.models import Product
from catalog.products.season import mask_of
from shop.delivery.models import RateStep, Zone
from shop.forks.order.models import Order
from shop.fulfilment.delivery import Address, Destination
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.placing import place_order
from shop.fulfilment.quoting import quote
from shop.tests.worlds import (
    NOW,
    a_basket,
    a_commune,
    a_gift_set,
    a_point,
    a_product,
    a_wish,
    an_address,
    an_order,
    put_on_shelf,
    the_central_warehouse,
)

pytestmark = pytest.mark.django_db
FAR = Destination(Address("Số 1", "phường Hoàn Kiếm", "Hà Nội"))


def test_each_parcel_has_the_fee_of_its_own_zone_and_weight():
    tea = a_product(net_weight_g=1_000)
    point = a_point(commune=a_commune())
    put_on_shelf(tea, 1, at=point)
    put_on_shelf(tea, 4)

    order = an_order((tea, 5))

    fees = {parcel.partner_id: parcel.fee for parcel in order.fulfilments.all()}
    assert fees == {point.partner.pk: 30_000, the_central_warehouse().pk: 40_000}
    assert order.shipping_incl_tax == 70_000
    assert order.total_incl_tax == sum(parcel.amount for parcel in order.fulfilments.all())


def test_a_later_change_of_the_table_changes_no_order():
    tea = a_product()
    put_on_shelf(tea, 2)
    order = an_order((tea, 1))

    RateStep.objects.update(amount=99_000)

    order.refresh_from_db()
    assert order.fulfilments.get().fee == order.shipping_incl_tax == 30_000


def test_what_is_fetched_costs_nothing_to_send_whatever_it_needs():
    point = a_point()
    comb = a_product(needs_cold=True, sending_season=mask_of([1]))
    put_on_shelf(comb, 1, at=point)

    order = an_order((comb, 1), destination=Destination(sales_point=point))

    assert order.fulfilments.get().fee == order.shipping_incl_tax == 0


def test_a_gift_set_is_one_parcel_of_all_that_it_holds():
    point = a_point(commune=a_commune("Điện Biên Phủ", "03127", 21.41, 103.05))
    rice = a_product(net_weight_g=2_000)
    put_on_shelf(rice, 2, at=point)
    gift_set = a_gift_set((rice, 2), at=point)

    fee = quote(basket=a_basket((gift_set, 1)), destination=an_address(), at=NOW).carriage
    assert {key: (each.charged_g, each.amount) for key, each in fee.items()} == {
        point.partner.pk: (4_100, 40_000)
    }


def test_cold_goods_go_where_the_table_has_a_price_for_it():
    comb = a_product("Mật ong bánh tổ", needs_cold=True)
    put_on_shelf(comb, 5)
    with pytest.raises(CannotPlace, match="Phải giữ lạnh.*Mật ong bánh tổ.*chọn nhận tại điểm bán"):
        an_order((comb, 1), destination=FAR)
    assert not Order.objects.exists()

    Zone.objects.filter(kind="far").update(cold_surcharge=35_000)
    assert an_order((comb, 1), destination=FAR).shipping_incl_tax == 45_000 + 35_000


def test_the_month_is_that_of_the_shop_and_not_of_greenwich():
    gourd = a_product("Bí xanh", sending_season=mask_of([12]))
    put_on_shelf(gourd, 5)
    basket = a_basket((gourd, 1))
    with pytest.raises(CannotPlace, match="Bí xanh chỉ gửi được vào tháng 12"):
        quote(basket=basket, destination=FAR, at=datetime(2026, 11, 30, 16, 59, tzinfo=UTC))

    assert quote(basket=basket, destination=FAR, at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC))


def test_what_may_travel_no_more_since_the_review_is_not_ordered():
    gourd = a_product()
    put_on_shelf(gourd, 5)
    basket = a_basket((gourd, 1))
    wish = a_wish(basket, destination=FAR)

    Product.objects.filter(pk=gourd.pk).update(sending_season=mask_of([1]))
    with pytest.raises(CannotPlace):
        place_order(basket=basket, wish=wish, now=NOW)
    assert not Order.objects.exists()
