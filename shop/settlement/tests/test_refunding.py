"""Money that goes back: no more than there is, once, the way it came, and written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from shop.forks.payment.models import Transaction
from shop.fulfilment.operations import cancel_order
from shop.fulfilment.states import Mover
from shop.settlement.balance import balance
from shop.settlement.exceptions import RefundRefused
from shop.settlement.models import Refund
from shop.settlement.receiving import receive
from shop.settlement.refunding import LineShare, ask, mark_failed, mark_sent, record_sent, refundable
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
Reason = Refund.Reason


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def order():
    """Two units at 100,000 and delivery, paid: 230,000 đồng."""
    return a_paid_order()


def a_paid_order():
    product = a_product()
    put_on_shelf(product, 3)
    order = an_order((product, 2), means="transfer")
    receive(order=order, means="transfer", amount=230_000, reference=f"FT{order.pk}", at=NOW)
    return order


def back(order, amount, reason=Reason.GOODWILL, key="k1", **more):
    return ask(order=order, amount=amount, reason=reason, key=key, at=NOW, **more)


def agrees():
    return list(money_differences()) == []


def test_what_is_asked_for_is_promised_and_what_is_sent_has_gone(order):
    refund = back(order, 30_000)
    assert (balance(order).asked, balance(order).returned) == (30_000, 0)

    assert mark_sent(refund=refund, reference="FT-back", at=NOW)

    now = balance(order)
    assert (now.asked, now.returned, now.due, now.owed, now.to_give_back) == (0, 30_000, 200_000, 0, 0)
    assert Transaction.objects.get(txn_type="Refund").amount == 30_000
    assert agrees()


def test_the_same_wish_is_one_refund_and_one_sending(order):
    first, second = back(order, 30_000), back(order, 30_000)
    assert first == second

    assert [mark_sent(refund=first, reference="FT-back", at=NOW) for _ in range(3)] == [True, False, False]

    assert balance(order).returned == 30_000
    assert agrees()


def test_a_cancelled_order_gives_everything_back(order):
    with pytest.raises(RefundRefused):
        back(order, 230_000, Reason.CANCELLED)
    cancel_order(order=order, at=NOW, by=Mover.POINT)

    refund = back(order, 230_000, Reason.CANCELLED)
    mark_sent(refund=refund, reference="FT-back", at=NOW)

    assert balance(order).to_give_back == 0
    assert agrees()


@pytest.mark.parametrize(
    ("amount", "reason"),
    [(0, Reason.GOODWILL), (-1, Reason.GOODWILL), (230_001, Reason.GOODWILL), (1, Reason.OVERPAID)],
)
def test_more_than_there_is_for_this_reason_is_refused(order, amount, reason):
    with pytest.raises(RefundRefused):
        back(order, amount, reason)

    assert not Refund.objects.exists()


def test_two_wishes_together_cannot_take_more_than_there_is(order):
    back(order, 200_000)

    with pytest.raises(RefundRefused):
        back(order, 30_001, key="k2")

    assert sum(refundable(order).values()) == 30_000


def test_lines_give_back_no_more_units_or_money_than_they_have(order):
    line = order.lines.get()
    back(order, 100_000, Reason.RETURNED, shares=(LineShare(line, 1, 100_000),))

    for share in (LineShare(line, 2, 50_000), LineShare(line, 1, 100_001)):
        with pytest.raises(RefundRefused):
            back(order, 120_000, Reason.RETURNED, key="k2", shares=(share,))
    with pytest.raises(RefundRefused):
        back(order, 10_000, Reason.RETURNED, key="k3", shares=(LineShare(line, 1, 10_001),))


def test_what_failed_can_be_asked_for_again(order):
    refund = back(order, 230_000)

    assert mark_failed(refund=refund, fault="tài khoản đã đóng", at=NOW)
    assert not mark_failed(refund=refund, fault="tài khoản đã đóng", at=NOW)
    assert not mark_sent(refund=refund, reference="FT-back", at=NOW)

    assert balance(order).asked == 0
    assert back(order, 230_000, key="k2").pk != refund.pk
    assert agrees()


def test_a_refund_that_comes_back_to_us_is_money_that_came_in(order):
    refund = back(order, 30_000)
    mark_sent(refund=refund, reference="re_1", at=NOW)

    assert mark_failed(refund=refund, fault="thẻ đã đóng", at=NOW)

    now = balance(order)
    assert (now.kept, now.due, now.to_give_back) == (230_000, 230_000, 0)
    assert agrees()


def test_money_given_back_elsewhere_is_written_down_once(order):
    source = order.sources.get()

    made = [record_sent(source=source, amount=30_000, key="re_9", reference="re_9", at=NOW) for _ in range(2)]

    assert made[0] == made[1]
    assert (balance(order).returned, balance(order).owed) == (30_000, 0)
    assert agrees()


class TestAnyRefunds(TestCase):
    """Whatever is asked for, sent and failed, in whatever order."""

    @given(
        st.lists(
            st.tuples(st.integers(1, 240_000), st.sampled_from(Reason), st.sampled_from("asf")), max_size=12
        )
    )
    def test_the_shop_never_gives_back_more_than_it_has(self, wishes):
        from django.test import override_settings

        with override_settings(BANK_ACCOUNT="0123456789"):
            order = a_paid_order()
        for number, (amount, reason, end) in enumerate(wishes):
            try:
                refund = back(order, amount, reason, key=f"{order.pk}:{number}")
            except RefundRefused:
                continue
            if end == "s":
                mark_sent(refund=refund, reference=f"back-{order.pk}-{number}", at=NOW)
            if end == "f":
                mark_failed(refund=refund, fault="hỏng", at=NOW)

        now = balance(order)
        assert 0 <= now.returned + now.asked <= now.received == 230_000
        assert now.owed == 0
        assert agrees()
