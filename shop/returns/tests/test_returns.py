"""Goods that came and are asked back: how many, until when, what the office answers, and the money."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shop.fulfilment.states import Status
from shop.fulfilment.tests.telling_world import READER
from shop.messages.models import Message
from shop.returns.exceptions import ReturnRefused, TooMany
from shop.returns.models import ReturnRequest
from shop.returns.operations import answer, ask_return, close_return, refund_return
from shop.returns.queries import requests_to_answer, returnable
from shop.settlement.by_line import refund_lines
from shop.settlement.moving import move_on
from shop.settlement.verifying import money_differences
from shop.tests.worlds import CONTACT, NOW, a_point, a_product, a_seller, an_order, put_on_shelf
from shop.warehouse.taking_back import Returned, take_back

pytestmark = pytest.mark.django_db
WAY = (Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED)
DAY = timedelta(days=1)
State = ReturnRequest.State


@pytest.fixture(autouse=True)
def a_week(settings):
    settings.RETURN_DAYS = 7


@pytest.fixture
def order():
    """Three units, delivered at NOW and paid in cash."""
    return delivered(3)


def delivered(units, *, to=Status.DELIVERED, contact=CONTACT):
    point = a_point()
    order = an_order((put_on_shelf(a_product(), units, at=point).product, units), contact=contact)
    parcel = order.fulfilments.get()
    for step in WAY[: WAY.index(to) + 1]:
        move_on(fulfilment=parcel, to=step, at=NOW)
    return order


def ask(order, units=1, *, key="k" * 22, at=NOW + DAY, line=None):
    wanted = {line or order.lines.get().pk: units}
    return ask_return(order=order, units=wanted, reason="damaged", words="Hộp bị vỡ.", key=key, at=at)


def left(order, at=NOW + DAY):
    return [each.units for each in returnable(order, at)]


def answered(request, accept, words="Mang hàng ra điểm trước thứ Sáu."):
    return answer(request=request, accept=accept, words=words, at=NOW + DAY, actor=a_seller())


def refunded(request, units, key="r" * 22):
    line = request.order.lines.get().pk
    how = {"came_back": True, "key": key, "at": NOW + 2 * DAY, "actor": a_seller(), "note": "vỡ"}
    return refund_return(request=request, units={line: units}, **how)


def test_what_came_can_be_asked_back_for_so_many_days(order):
    assert left(order) == [3]
    assert left(order, NOW + 7 * DAY) == [3]
    assert left(order, NOW + 7 * DAY + timedelta(seconds=1)) == []


@pytest.mark.parametrize("state", [Status.CONFIRMED, Status.SENT])
def test_what_has_not_come_yet_cannot(state):
    order = delivered(1, to=state)

    assert left(order) == []
    with pytest.raises(ReturnRefused):
        ask(order)


def test_one_request_waits_at_a_time_and_the_same_form_twice_is_one(order):
    first = ask(order, 2)

    assert ask(order, 2) == first
    assert left(order) == [1]
    with pytest.raises(ReturnRefused):
        ask(order, 1, key="m" * 22)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnRequest.objects.create(order=order, key="n" * 22, reason="wrong", words="x", asked_at=NOW)


@pytest.mark.parametrize("units", [4, 1_000_000])
def test_never_more_than_came(order, units):
    with pytest.raises(TooMany) as refused:
        ask(order, units)

    assert refused.value.left == 3
    assert not ReturnRequest.objects.exists()


def test_another_orders_line_is_refused(order):
    with pytest.raises(ReturnRefused):
        ask(order, line=delivered(2).lines.get().pk)

    assert not ReturnRequest.objects.exists()


def test_a_key_of_another_order_is_refused(order):
    ask(order)

    with pytest.raises(ReturnRefused):
        ask(delivered(2))


def test_a_refused_request_says_why_and_its_units_can_be_asked_for_again(order):
    refused = answered(ask(order, 2), accept=False, words="  Hộp đã mở.  ")

    assert (refused.state, refused.answer) == (State.REFUSED, "Hộp đã mở.")
    assert left(order) == [3]


def test_the_buyer_is_told_of_each_answer_once():
    request = answered(ask(delivered(2, contact=READER)), accept=True)
    answered(request, accept=False, words="Hàng không về.")

    told = Message.objects.filter(kind="return_answered").order_by("pk")
    assert [each.facts["answer"] for each in told] == ["Mang hàng ra điểm trước thứ Sáu.", "Hàng không về."]


def test_an_answer_needs_words_and_is_given_once(order):
    request = ask(order)
    with pytest.raises(ReturnRefused):
        answered(request, accept=True, words="  ")
    answered(request, accept=True)

    with pytest.raises(ReturnRefused):
        answered(ReturnRequest.objects.get(), accept=True)


def test_the_refund_closes_it_and_the_books_agree(order):
    request = answered(ask(order, 2), accept=True)

    refund = refunded(request, 2)

    request.refresh_from_db()
    assert (request.state, request.refund, refund.amount) == (State.CLOSED, refund, 200_000)
    assert refunded(request, 2) == refund
    assert left(order) == [1]
    assert list(money_differences()) == []
    assert not requests_to_answer().exists()


def test_a_request_that_was_not_accepted_takes_no_refund(order):
    request = ask(order)

    with pytest.raises(ReturnRefused):
        refunded(request, 1)

    assert not order.refunds.exists()


def test_what_was_exchanged_is_closed_without_money(order):
    request = close_return(request=answered(ask(order), accept=True), at=NOW + DAY)

    assert request.state == State.CLOSED
    assert left(order) == [2]


def test_units_that_came_back_without_asking_here_cannot_be_asked_for(order):
    line, parcel = order.lines.get(), order.fulfilments.get()
    packed = line.units.get().packed.get()
    back = {packed.pk: Returned(1)}
    take_back(fulfilment=parcel, goods=back, reason="vỡ", key="t" * 22, at=NOW, actor=a_seller())
    assert left(order) == [2]

    note = {"came_back": False, "key": "u" * 22, "at": NOW, "actor": a_seller(), "note": "vỡ"}
    refund_lines(order=order, units={line.pk: 2}, **note)

    assert left(order) == [1]


def test_it_takes_the_same_number_of_queries_for_any_number_of_lines(django_assert_max_num_queries):
    point = a_point()
    goods = [put_on_shelf(a_product(), 2, at=point).product for _number in range(4)]
    order = an_order(*((product, 1) for product in goods))
    for step in WAY:
        move_on(fulfilment=order.fulfilments.get(), to=step, at=NOW)

    with django_assert_max_num_queries(6):
        assert len(returnable(order, NOW)) == 4
