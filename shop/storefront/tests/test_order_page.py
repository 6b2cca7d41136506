"""The order's page says how it stands with the money, and lets the buyer cancel while that is possible."""

from datetime import timedelta

import pytest

from shop.fulfilment.operations import lapse, move_on
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Mover, Status
from shop.settlement.receiving import receive
from shop.tests.worlds import NOW, a_point, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_hour_after_it_was_placed(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1))


@pytest.fixture
def record():
    return put_on_shelf(a_product(), 3, at=a_point())


def page(client, order):
    return client.get(order.get_absolute_url()).content.decode()


def paid(order, amount=230_000):
    receive(order=order, means="transfer", amount=amount, reference=f"FT{amount}", at=NOW)


def test_an_unpaid_order_says_how_much_until_when(client, record):
    order = an_order((record.product, 2), means="transfer")

    text = page(client, order)

    assert "230.000\N{NO-BREAK SPACE}₫" in text
    assert "10:00 24/11/2026" in text


def test_part_of_the_money_is_told(client, record):
    order = an_order((record.product, 2), means="transfer")
    paid(order, 200_000)

    assert "Đã nhận 200.000\N{NO-BREAK SPACE}₫" in page(client, order)


def test_what_was_not_paid_in_time_says_that_nothing_is_lost(client, record):
    order = an_order((record.product, 2), means="transfer")
    lapse(order=order, at=NOW)
    assert "không đến kịp" in page(client, order)
    an_order((record.product, 2))

    paid(order)

    assert "hết hàng" in page(client, order)


def test_a_buyer_cancels_after_being_asked_once_more(client, record):
    order = an_order((record.product, 2), means="transfer")
    paid(order)
    address = f"{order.get_absolute_url()}huy/"
    assert address in page(client, order)
    assert "230.000" in client.get(address).content.decode()

    answer = client.post(address, follow=True)

    order.refresh_from_db()
    assert order.status == "cancelled"
    assert "trên đường về với bạn" in answer.content.decode()
    assert address not in answer.content.decode()
    assert all_stock_differences() == []


def test_a_buyer_who_cancels_what_is_left_reads_that_the_rest_still_comes(client, record):
    other = put_on_shelf(a_product(), 3, at=a_point())
    order = an_order((record.product, 1), (other.product, 1))
    begun = order.fulfilments.get(partner=other.partner)
    move_on(fulfilment=begun, to=Status.CONFIRMED, at=NOW)

    answer = client.post(f"{order.get_absolute_url()}huy/", follow=True).content.decode()

    assert "phần điểm bán đã bắt đầu làm vẫn được giao" in answer
    assert "Bạn không phải trả tiền nữa" not in answer


@pytest.mark.parametrize("state", [Status.CONFIRMED, Status.CANCELLED])
def test_too_late_is_said_and_nothing_changes(client, record, state):
    order = an_order((record.product, 2))
    by = Mover.SHOPPER if state == Status.CANCELLED else Mover.POINT
    move_on(fulfilment=order.fulfilments.get(), to=state, at=NOW, by=by)
    assert "/huy/" not in page(client, order)

    answer = client.post(f"{order.get_absolute_url()}huy/", follow=True)

    assert "không hủy ở đây được nữa" in answer.content.decode()
    assert order.fulfilments.get().status == state


@pytest.mark.parametrize("key", ["x" * 22, "../../etc", "x" * 500])
def test_an_order_that_there_is_not_is_not_found(client, key):
    assert client.post(f"/don-hang/{key}/huy/").status_code == 404
