"""Money for units of lines: only of goods that the buyer has had, to the đồng, no goods taken in twice."""

import pytest

from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Status
from shop.settlement.balance import balance
from shop.settlement.by_line import refund_lines
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.moving import move_on
from shop.settlement.receiving import receive
from shop.settlement.refunding import mark_failed
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.taking_back import Returned, take_back

pytestmark = pytest.mark.django_db
TO_SENT = (Status.CONFIRMED, Status.PACKED, Status.SENT)


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def actor():
    return a_seller()


def paid(*goods):
    order = an_order(*goods, means="transfer")
    receive(
        order=order, means="transfer", amount=int(order.total_incl_tax), reference=f"FT{order.pk}", at=NOW
    )
    return order


def brought(parcel, *steps):
    for step in steps:
        move_on(fulfilment=parcel, to=step, at=NOW)


def back(order, units, actor, *, key="k1", came_back=False):
    how = {"came_back": came_back, "key": key, "at": NOW, "actor": actor, "note": "trả"}
    return refund_lines(order=order, units=units, **how)


@pytest.mark.parametrize("steps", [(), TO_SENT, (*TO_SENT, Status.CAME_BACK), (Status.CANCELLED,)])
def test_the_money_of_goods_that_never_reached_the_buyer_goes_back_with_their_parcel_alone(actor, steps):
    kept, other = put_on_shelf(a_product(), 5, at=a_point()), put_on_shelf(a_product(), 5, at=a_point())
    order = paid((kept.product, 1), (other.product, 2))
    parcel = order.fulfilments.get(partner=other.partner)
    brought(order.fulfilments.get(partner=kept.partner), *TO_SENT, Status.DELIVERED)
    brought(parcel, *steps)
    before = sum(refund.amount for refund in Refund.objects.all())

    with pytest.raises(RefundRefused):
        back(order, {order.lines.get(partner=other.partner).pk: 2}, actor, came_back=True)

    assert sum(refund.amount for refund in Refund.objects.all()) == before
    assert balance(order).to_give_back == 0


def test_units_whose_refund_failed_can_be_given_back_again_to_the_last_dong(actor):
    order = paid((put_on_shelf(a_product(), 5, price=33_333).product, 3))
    line = order.lines.get()
    line.line_price_incl_tax = 100_000
    line.save()
    brought(order.fulfilments.get(), *TO_SENT, Status.DELIVERED)
    first, _second, _third = (back(order, {line.pk: 1}, actor, key=f"k{n}") for n in range(3))
    mark_failed(refund=first, fault="tài khoản đã đóng", at=NOW)

    again = back(order, {line.pk: 1}, actor, key="again")

    assert again.amount == first.amount == 33_333


def test_what_the_counter_has_taken_in_is_not_taken_in_again(actor):
    record = put_on_shelf(a_product(), 5)
    order = paid((record.product, 5))
    parcel, line = order.fulfilments.get(), order.lines.get()
    brought(parcel, *TO_SENT, Status.DELIVERED)
    packed = line.units.get().packed.get()
    take_back(
        fulfilment=parcel, goods={packed.pk: Returned(2)}, reason="trả", key="t" * 22, at=NOW, actor=actor
    )

    back(order, {line.pk: 2}, actor, came_back=True)
    back(order, {line.pk: 1}, actor, key="k2", came_back=True)

    record.refresh_from_db()
    packed.refresh_from_db()
    assert (record.num_in_stock, packed.returned) == (3, 3)
    assert all_stock_differences() == [] == list(money_differences())
