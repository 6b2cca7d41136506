"""A code for once, and an offer for one order: two orders at once, and one of them has it."""

import pytest

from shop.forks.order.models import Order
from shop.forks.voucher.models import Voucher, VoucherApplication
from shop.fulfilment.exceptions import CannotPlace
from shop.fulfilment.placing import place_order
from shop.settlement.verifying import money_differences
from shop.tests.concurrency.together import at_once
from shop.tests.offers import a_voucher, an_offer
from shop.tests.worlds import NOW, a_basket, a_product, a_wish, put_on_shelf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SHOPPERS = 4


def with_a_code(product):
    voucher = a_voucher(usage=Voucher.SINGLE_USE)
    for _shopper in range(SHOPPERS):
        basket = a_basket((product, 1))
        basket.vouchers.add(voucher)
        yield basket


def with_an_offer(product):
    an_offer(max_global_applications=1, max_basket_applications=1)
    for _shopper in range(SHOPPERS):
        yield a_basket((product, 1))


@pytest.mark.parametrize("baskets", [with_a_code, with_an_offer])
def test_of_all_who_order_at_once_one_has_what_is_given_once(baskets):
    product = a_product()
    put_on_shelf(product, 20)
    wishes = [(basket, a_wish(basket)) for basket in baskets(product)]
    assert len({wish.agreed_total for _basket, wish in wishes}) == 1

    placed = at_once(lambda pair: place_order(basket=pair[0], wish=pair[1], now=NOW), wishes)

    orders = [outcome for outcome in placed if isinstance(outcome, Order)]
    refusals = [outcome for outcome in placed if isinstance(outcome, CannotPlace)]
    assert (len(orders), len(refusals)) == (1, SHOPPERS - 1), placed
    assert VoucherApplication.objects.count() == Voucher.objects.count()
    assert list(money_differences()) == []
