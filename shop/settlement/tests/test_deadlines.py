"""What the clock does to orders, and that no money stays behind."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Mover, Status
from shop.settlement.balance import balance
from shop.settlement.deadlines import cancel_unconfirmed, lapse_unpaid
from shop.settlement.models import Refund
from shop.settlement.moving import cancel_order, move_on
from shop.settlement.receiving import receive
from shop.settlement.refunding import mark_failed
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def an_account(settings):
    settings.BANK_ACCOUNT = "0123456789"


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 3, at=a_point())


def paid(order, amount=230_000, means="transfer", reference="FT1", at=NOW):
    return receive(order=order, means=means, amount=amount, reference=reference, at=at)


def agrees():
    return all_stock_differences() == [] == list(money_differences())


def test_an_order_lapses_at_its_moment_and_not_before(record):
    order = an_order((record.product, 2), means="transfer")

    assert lapse_unpaid(now=order.pay_by - timedelta(seconds=1)) == 0
    assert lapse_unpaid(now=order.pay_by) == 1
    assert lapse_unpaid(now=order.pay_by + DAY) == 0

    record.refresh_from_db()
    assert (record.num_allocated, order.fulfilments.get().status) == (0, Status.LAPSED)
    assert agrees()


def test_what_was_paid_at_the_last_look_does_not_lapse(record):
    order = an_order((record.product, 2), means="transfer")

    def last_look(order, now):
        return bool(paid(order, at=now))

    assert lapse_unpaid(now=order.pay_by, last_look=last_look) == 0

    assert order.fulfilments.get().status == Status.NEW
    assert agrees()


def test_a_paid_parcel_that_nobody_confirms_is_cancelled_and_its_money_asked_back(record):
    order = an_order((record.product, 2), means="transfer")
    paid(order)

    assert cancel_unconfirmed(now=NOW + 3 * DAY) == 1

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason, refund.state) == (230_000, "cancelled", "asked")
    assert balance(order).to_give_back == 0
    assert agrees()


def test_of_two_parcels_the_cancelled_one_is_paid_back(record):
    other = put_on_shelf(a_product(), 1, at=a_point())
    order = an_order((record.product, 2), (other.product, 1), means="transfer")
    paid(order, int(order.total_incl_tax))
    parcel = order.fulfilments.get(partner=other.partner)

    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="vỡ")

    assert Refund.objects.get().amount == parcel.amount == 130_000
    assert agrees()


def test_money_that_came_in_two_ways_goes_back_in_two_ways(record):
    order = an_order((record.product, 2), means="transfer")
    paid(order, 100_000)
    paid(order, 130_000, means="card", reference="pi_1")

    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)

    back = dict(Refund.objects.values_list("source__source_type__code", "amount"))
    assert back == {"transfer": 100_000, "card": 130_000}
    assert agrees()


def test_cancelling_what_was_never_paid_asks_for_nothing(record):
    cancel_order(order=an_order((record.product, 2)), at=NOW, by=Mover.SHOPPER)

    assert not Refund.objects.exists()
    assert agrees()


def test_the_command_says_what_it_did(record, capsys, time_machine):
    an_order((record.product, 1), means="transfer")
    an_order((record.product, 1))
    time_machine.move_to(NOW + 3 * DAY)

    call_command("release_overdue")

    said = capsys.readouterr().out
    assert "Đã bỏ 1 đơn" in said
    assert "Đã huỷ 1 kiện" in said


def test_after_a_refund_that_failed_the_next_cancellation_asks_again(record):
    other = put_on_shelf(a_product(), 1, at=a_point())
    order = an_order((record.product, 2), (other.product, 1), means="transfer")
    paid(order, int(order.total_incl_tax))
    first, second = order.fulfilments.order_by("pk")
    move_on(fulfilment=first, to=Status.CANCELLED, at=NOW, note="vỡ")
    mark_failed(refund=Refund.objects.get(), fault="tài khoản đã đóng", at=NOW)

    move_on(fulfilment=second, to=Status.CANCELLED, at=NOW, note="vỡ")

    assert balance(order).asked == order.total_incl_tax
    assert agrees()
