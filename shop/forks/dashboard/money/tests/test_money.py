"""The office and an order's money: what wants an answer, refunds by amount and by line, goods taken in."""

import pytest

from shop.forks.dashboard.money.tests.money_world import LIST, agrees, delivered, step
from shop.fulfilment.operations import lapse
from shop.settlement.balance import balance
from shop.settlement.models import Refund
from shop.settlement.receiving import receive
from shop.tests.worlds import NOW, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


def test_a_quiet_day_says_so(office):
    text = office.get(LIST).content.decode()

    assert "Không có gì cần trả lời." in text


def test_what_came_too_much_is_listed_and_given_back(office, order):
    receive(order=order, means="transfer", amount=20_000, reference="FT2", at=NOW)
    assert order.number in office.get(LIST).content.decode()

    step(office, order, "give", amount="20000", reason="overpaid")

    refund = Refund.objects.get()
    assert "20.000" in office.get(LIST).content.decode()
    office.post(f"{LIST}refunds/{refund.pk}/", {"reference": "VCB 77"})
    assert (balance(order).to_give_back, balance(order).returned) == (0, 20_000)
    assert order.number not in office.get(LIST).content.decode()
    assert agrees()


def test_the_same_form_twice_is_one_refund(office, order):
    for _ in range(2):
        step(office, order, "give", amount="30000", reason="goodwill", note="hộp móp")

    assert Refund.objects.get().amount == 30_000


@pytest.mark.parametrize(
    "data",
    [
        {"amount": "230001", "reason": "goodwill"},
        {"amount": "1", "reason": "overpaid"},
        {"amount": "0", "reason": "goodwill"},
        {"amount": "-5", "reason": "goodwill"},
        {"amount": "9" * 30, "reason": "goodwill"},
        {"amount": "1e5", "reason": "goodwill"},
        {"amount": "", "reason": "goodwill"},
        {"amount": "5", "reason": "returned"},
        {"amount": "5", "reason": "\x00"},
        {"amount": "5", "reason": "goodwill", "key": "x"},
        {"amount": "5", "reason": "goodwill", "note": "x" * 201},
    ],
)
def test_what_cannot_go_back_is_refused_and_kept_on_the_page(office, order, data):
    answer = step(office, order, "give", **data)

    assert answer.status_code == 422
    assert not Refund.objects.exists()


def test_units_go_back_to_their_shelf_and_their_money_to_the_buyer(office, order, record):
    delivered(order)
    line = order.lines.get()

    step(office, order, "lines", **{f"line-{line.pk}": "1", "note": "nhầm loại", "came_back": "on"})

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason) == (100_000, "returned")
    assert refund.lines.get().quantity == 1
    record.refresh_from_db()
    assert record.num_in_stock == 4
    assert agrees()


def test_money_for_units_without_the_goods_leaves_stock_alone(office, order, record):
    delivered(order)

    step(office, order, "lines", **{f"line-{order.lines.get().pk}": "2", "note": "vỡ"})

    record.refresh_from_db()
    assert (Refund.objects.get().amount, record.num_in_stock) == (200_000, 3)
    assert agrees()


def test_units_of_a_price_that_does_not_divide_come_to_the_price(office, record):
    order = an_order((record.product, 3), means="transfer")
    order.lines.update(line_price_incl_tax=100_000)
    order.fulfilments.update(amount=130_000)
    type(order).objects.filter(pk=order.pk).update(total_incl_tax=130_000)
    receive(order=order, means="transfer", amount=130_000, reference="FT9", at=NOW)
    delivered(order)

    for key in ("a" * 22, "b" * 22, "c" * 22):
        step(office, order, "lines", **{f"line-{order.lines.get().pk}": "1", "note": "trả", "key": key})

    assert sorted(Refund.objects.values_list("amount", flat=True)) == [33_333, 33_333, 33_334]


@pytest.mark.parametrize("units", ["3", "-1", "x", "0", ""])
def test_more_units_than_there_were_or_none_are_refused(office, order, units):
    delivered(order)

    answer = step(office, order, "lines", **{f"line-{order.lines.get().pk}": units, "note": "trả"})

    assert answer.status_code == 422
    assert not Refund.objects.exists()
    assert "trả" in answer.content.decode()


def test_lines_of_another_order_are_not_this_orders(office, order, record):
    other = an_order((record.product, 1))

    answer = step(office, order, "lines", **{f"line-{other.lines.get().pk}": "1", "note": "trả"})

    assert answer.status_code == 422
    assert not Refund.objects.exists()


def test_the_office_cancels_and_the_money_is_asked_back(office, order):
    step(office, order, "cancel", note="không liên lạc được")

    order.refresh_from_db()
    assert (order.status, Refund.objects.get().amount) == ("cancelled", 230_000)
    assert step(office, order, "cancel", note="lần nữa").status_code == 422
    assert agrees()


def test_short_goods_are_given_to_the_point_once_they_are_back(office, record):
    order = an_order((record.product, 4), means="transfer")
    lapse(order=order, at=NOW)
    an_order((record.product, 4))
    receive(order=order, means="transfer", amount=430_000, reference="FT5", at=NOW)
    assert "hết hàng" in office.get(LIST).content.decode()

    refused = office.post(f"{LIST}{order.number}/again/", follow=True)
    assert "vẫn chưa đủ" in refused.content.decode()
    put_on_shelf(record.product, 4, at=record.partner.sales_point)
    office.post(f"{LIST}{order.number}/again/")

    order.refresh_from_db()
    assert order.status == "placed"
    assert agrees()


@pytest.mark.parametrize("data", [{}, {"reference": "a", "fault": "b"}, {"reference": " "}])
def test_a_refund_by_hand_is_sent_or_failed_and_nothing_between(office, order, data):
    step(office, order, "give", amount="30000", reason="goodwill")
    refund = Refund.objects.get()

    office.post(f"{LIST}refunds/{refund.pk}/", data)

    refund.refresh_from_db()
    assert refund.state == "asked"


def test_the_list_costs_the_same_for_many_orders(office, record, django_assert_max_num_queries):
    for number in range(4):
        order = an_order((record.product, 1), means="transfer")
        receive(order=order, means="transfer", amount=150_000, reference=f"FT-{number}", at=NOW)

    with django_assert_max_num_queries(16):
        office.get(LIST)


@pytest.mark.parametrize("number", ["DB999999", "../x", "%00"])
def test_an_order_that_there_is_not_is_not_found(office, number):
    assert office.get(f"{LIST}{number}/").status_code in (400, 404)


@pytest.mark.parametrize("name", ["", "give/", "lines/", "cancel/", "again/"])
def test_a_number_that_none_can_be_is_not_found(office, name):
    assert office.post(f"{LIST}%00{name and '/' + name}").status_code == 404
