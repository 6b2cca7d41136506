"""Codes: used no more often than they may be, and only where they take something off."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from shop.accounts.models import User
from shop.forks.offer.models import ConditionalOffer
from shop.forks.voucher.models import Voucher, VoucherApplication
from shop.fulfilment.codes import CodeRefused, enter_code
from shop.fulfilment.delivery import Destination
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.settlement.verifying import money_differences
from shop.tests.offers import a_fair, a_range, a_voucher, an_offer
from shop.tests.worlds import NOW, a_basket, a_point, a_product, a_wish, an_order, place_order, put_on_shelf

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


@pytest.fixture
def tea():
    product = a_product()
    put_on_shelf(product, 9, price=99_999)
    return product


def entered(basket, code="TET2027", user=GUEST, at=NOW):
    return enter_code(basket=basket, code=code, user=user, at=at)


def test_a_guests_code_takes_its_share_off_and_is_written_to_the_order(tea):
    a_voucher("TET2027", usage=Voucher.SINGLE_USE)
    basket = a_basket((tea, 1))
    entered(basket, " tet2027 ")

    order = an_order(basket=basket)

    assert order.basket_total_incl_tax == 90_000
    assert [discount.voucher_code for discount in order.discounts.all()] == ["TET2027"]
    assert VoucherApplication.objects.get().order == order
    assert Voucher.objects.get().num_orders == 1
    assert list(money_differences()) == []


def test_an_order_that_is_cancelled_gives_its_code_back_and_says_that_it_had_it(tea):
    a_voucher(usage=Voucher.SINGLE_USE)
    basket = a_basket((tea, 1))
    entered(basket)
    order = an_order(basket=basket)
    with pytest.raises(CodeRefused):
        entered(a_basket((tea, 1)))

    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)

    assert [discount.voucher_code for discount in order.discounts.all()] == ["TET2027"]
    assert Voucher.objects.get().num_orders == 0
    again = a_basket((tea, 1))
    entered(again)
    assert an_order(basket=again).basket_total_incl_tax == 90_000


def test_a_code_for_once_is_used_up_by_the_first_order(tea):
    a_voucher(usage=Voucher.SINGLE_USE)
    first, second = a_basket((tea, 1)), a_basket((tea, 1))
    entered(first)
    entered(second)
    wish = a_wish(second)
    an_order(basket=first)

    with pytest.raises(CannotPlace):
        place_order(basket=second, wish=wish, now=NOW)

    with pytest.raises(CodeRefused, match="đã dùng hết"):
        entered(a_basket((tea, 1)))
    # Agreed to at the full price, the order goes through without the code.
    second.refresh_from_db()
    assert an_order(basket=second).basket_total_incl_tax == 99_999
    assert VoucherApplication.objects.count() == 1


def test_a_code_once_a_customer_is_each_customers_own(tea):
    a_voucher(usage=Voucher.ONCE_PER_CUSTOMER)
    first, second = (User.objects.create_user(email=f"{name}@example.com") for name in "ab")
    basket = a_basket((tea, 1))
    basket.owner = first
    basket.save()
    entered(basket, user=first)
    an_order(basket=basket, user=first)

    with pytest.raises(CodeRefused, match="đã dùng hết"):
        entered(a_basket((tea, 1)), user=first)
    assert entered(a_basket((tea, 1)), user=second)
    with pytest.raises(CodeRefused, match="đăng nhập"):
        entered(a_basket((tea, 1)))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"code": "KHAC"}, "Không có mã"),
        ({"end_datetime": NOW - timedelta(days=1)}, "hết hạn"),
        ({"start_datetime": NOW + timedelta(days=1)}, "chưa có hiệu lực"),
    ],
)
def test_why_a_code_opens_nothing_is_said(tea, values, words):
    a_voucher(values.pop("code", "TET2027"), **values)
    with pytest.raises(CodeRefused, match=words):
        entered(a_basket((tea, 1)))


def test_a_code_for_other_goods_is_refused_and_not_used_up(tea):
    of_honey = an_offer(goods=a_range(a_product("Mật ong")), offer_type=ConditionalOffer.VOUCHER)
    a_voucher("MAT", of_honey, usage=Voucher.SINGLE_USE)
    basket = a_basket((tea, 1))

    with pytest.raises(CodeRefused, match="không dành cho"):
        entered(basket, "MAT")
    assert not basket.vouchers.exists()


def test_a_code_for_a_fair_holds_where_its_goods_are_fetched_and_is_kept_otherwise(tea):
    point = a_point()
    put_on_shelf(tea, 5, at=point, price=99_999)
    at_the_fair = an_offer(fair=a_fair(point), offer_type=ConditionalOffer.VOUCHER)
    a_voucher("HOICHO", at_the_fair, usage=Voucher.SINGLE_USE)
    sent, fetched = a_basket((tea, 1)), a_basket((tea, 1))
    entered(sent, "HOICHO")
    entered(fetched, "HOICHO")

    assert an_order(basket=sent).basket_total_incl_tax == 99_999
    assert an_order(basket=fetched, destination=Destination(sales_point=point)).total_incl_tax == 90_000
    assert list(money_differences()) == []


def test_an_offer_for_so_many_orders_is_given_no_more_often(tea):
    an_offer(max_global_applications=1, max_basket_applications=1)
    first, second = a_basket((tea, 1)), a_basket((tea, 1))
    wish = a_wish(second)
    an_order(basket=first)

    with pytest.raises(CannotPlace):
        place_order(basket=second, wish=wish, now=NOW)
    assert an_order(basket=second).basket_total_incl_tax == 99_999
