"""What the office answers: one step each, by who sees the booking as it is, with who and why kept."""

import pytest
from django.db import IntegrityError, transaction

from shop.accounts.models import User
from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.states import Mover, Status
from shop.settlement.balance import balance
from shop.settlement.bank.answering import accept, give_back, ignore, settle_against
from shop.settlement.bank.exceptions import AlreadyAnswered, BankRefused
from shop.settlement.bank.models import Allowance
from shop.settlement.bank.queries import suggested_orders
from shop.settlement.bank.tests.bank_world import (
    LATER,
    State,
    a_booking,
    a_waiting_order,
    an_answer,
    happened,
    of_no_order,
    total,
)
from shop.settlement.queries import orders_to_answer
from shop.settlement.refunding import ask
from shop.tests.worlds import a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
MOST = 5_000


@pytest.fixture
def office():
    return User.objects.create_superuser(email="office@example.com", password="x")


def test_money_of_no_known_order_is_settled_against_one_by_its_number(office):
    order = a_waiting_order()
    booking = of_no_order(total(order))
    assert suggested_orders(booking) == [order]

    settle_against(booking=booking, number=f" {order.number.lower()} ", answer=an_answer(office, booking))

    assert (booking.state, booking.order) == (State.SETTLED, order)
    assert order.fulfilments.get().status == Status.NEW
    assert happened(booking)[-1] == (State.SETTLED, office.email, "Settled against the order by hand.")
    assert suggested_orders(of_no_order(total(order))) == []


def test_an_order_that_was_to_be_paid_by_hand_can_be_settled_so_too(office):
    order = an_order((put_on_shelf(a_product(), 3).product, 1))
    booking = of_no_order(total(order))

    settle_against(booking=booking, number=order.number, answer=an_answer(office, booking))

    assert (booking.state, balance(order).owed) == (State.SETTLED, 0)


def test_too_little_by_hand_waits_on_as_too_little(office):
    order = a_waiting_order()
    booking = of_no_order(1_000)

    settle_against(booking=booking, number=order.number, answer=an_answer(office, booking))

    assert booking.state == State.PARTIAL


@pytest.mark.parametrize("number", ["", "DB999999", "x" * 500, "1"])
def test_a_number_of_no_order_is_told_beside_the_field(office, number):
    booking = of_no_order()

    with pytest.raises(BankRefused) as refusal:
        settle_against(booking=booking, number=number, answer=an_answer(office, booking))

    assert list(refusal.value.errors) == ["number"]
    booking.refresh_from_db()
    assert booking.state == State.UNKNOWN


@pytest.mark.parametrize("paid_before", [False, True])
def test_what_is_too_much_or_again_is_asked_to_go_back(office, paid_before):
    order = a_waiting_order()
    if paid_before:
        a_booking(order)
    booking = a_booking(order, 0 if paid_before else 9_000)

    refund = give_back(booking=booking, answer=an_answer(office, booking))

    assert (refund.amount, refund.asked_by) == (total(order) if paid_before else 9_000, office)
    assert (booking.state, balance(order).to_give_back) == (State.ANSWERED, 0)
    assert happened(booking)[-1][:2] == (State.ANSWERED, office.email)


def test_what_came_for_a_cancelled_order_goes_back_whole(office):
    order = a_waiting_order()
    cancel_order(order=order, at=LATER, by=Mover.OFFICE)
    booking = a_booking(order)

    assert give_back(booking=booking, answer=an_answer(office, booking)).amount == total(order)


def test_too_little_goes_back_once_the_order_is_let_go_and_not_before(office):
    order = a_waiting_order()
    booking = a_booking(order, -9_000)
    with pytest.raises(BankRefused, match="waits for the rest"):
        give_back(booking=booking, answer=an_answer(office, booking))

    lapse(order=order, at=LATER)

    assert give_back(booking=booking, answer=an_answer(office, booking)).amount == total(order) - 9_000


def test_a_little_too_little_is_let_pass_and_the_order_goes_out(office):
    order = a_waiting_order()
    booking = a_booking(order, -5_000)

    accept(booking=booking, answer=an_answer(office, booking), most=MOST)

    assert (booking.state, balance(order).owed) == (State.ANSWERED, 0)
    assert order.fulfilments.get().status == Status.NEW
    allowance = Allowance.objects.get()
    assert (allowance.amount, allowance.by, allowance.order) == (5_000, office, order)


def test_a_little_too_much_is_let_pass_and_nothing_is_to_go_back(office):
    order = a_waiting_order()
    booking = a_booking(order, 5_000)

    accept(booking=booking, answer=an_answer(office, booking), most=MOST)

    assert balance(order).to_give_back == balance(order).owed == 0
    assert not orders_to_answer().exists()


@pytest.mark.parametrize("difference", [-5_001, 5_001])
def test_more_than_a_little_is_not_let_pass(office, difference):
    booking = a_booking(a_waiting_order(), difference)

    with pytest.raises(BankRefused, match="At most 5.000"):
        accept(booking=booking, answer=an_answer(office, booking), most=MOST)

    assert not Allowance.objects.exists()


def test_what_is_missing_of_an_order_that_was_let_go_is_not_let_pass(office):
    order = a_waiting_order()
    booking = a_booking(order, -1_000)
    lapse(order=order, at=LATER)

    with pytest.raises(BankRefused):
        accept(booking=booking, answer=an_answer(office, booking), most=MOST)


def test_what_is_not_for_the_shop_is_put_aside_with_a_reason(office):
    booking = of_no_order()
    with pytest.raises(BankRefused) as refusal:
        ignore(booking=booking, reason=" x ", answer=an_answer(office, booking))
    assert list(refusal.value.errors) == ["reason"]

    ignore(booking=booking, reason="Tiền thuê mặt bằng", answer=an_answer(office, booking))

    assert happened(booking)[-1] == (State.IGNORED, office.email, "Tiền thuê mặt bằng")


ANSWERS = {
    "settle": lambda booking, answer: settle_against(booking=booking, number="DB000001", answer=answer),
    "give back": lambda booking, answer: give_back(booking=booking, answer=answer),
    "accept": lambda booking, answer: accept(booking=booking, answer=answer, most=MOST),
    "ignore": lambda booking, answer: ignore(booking=booking, reason="không phải", answer=answer),
}
POSSIBLE = {
    State.SETTLED: set(),
    State.UNKNOWN: {"settle", "ignore"},
    State.PARTIAL: {"give back", "accept"},
    State.OVER: {"give back", "accept"},
    State.DOUBLE: {"give back", "accept"},
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("state", POSSIBLE)
def test_each_state_has_its_answers_and_no_others(office, state, name):
    order = a_waiting_order()
    booking = {
        State.SETTLED: lambda: a_booking(order),
        State.UNKNOWN: of_no_order,
        State.PARTIAL: lambda: a_booking(order, -10),
        State.OVER: lambda: a_booking(order, 10),
        State.DOUBLE: lambda: a_booking(order) and a_booking(order),
    }[state]()
    assert booking.state == state
    before = happened(booking)

    try:
        ANSWERS[name](booking, an_answer(office, booking))
    except BankRefused as refusal:
        is_about_the_state = "not possible for this booking" in str(refusal)
        assert is_about_the_state == (name not in POSSIBLE[state])
        assert happened(booking) == before
    else:
        assert name in POSSIBLE[state]


@pytest.mark.parametrize("name", ANSWERS)
def test_who_saw_it_otherwise_is_told_that_somebody_was_quicker(office, name):
    booking = of_no_order()
    answer = an_answer(office, booking)
    ignore(booking=booking, reason="không phải", answer=answer)

    with pytest.raises(AlreadyAnswered):
        ANSWERS[name](booking, answer)

    assert len(happened(booking)) == 2


def test_what_was_let_pass_is_never_changed(office):
    booking = a_booking(a_waiting_order(), 10)
    accept(booking=booking, answer=an_answer(office, booking), most=MOST)

    with pytest.raises(IntegrityError), transaction.atomic():
        Allowance.objects.update(amount=1)


def test_what_went_back_another_way_is_no_question_any_more(office):
    order = a_waiting_order()
    a_booking(order)
    again = a_booking(order)
    with pytest.raises(BankRefused, match="At most 0"):
        accept(booking=again, answer=an_answer(office, again), most=0)
    ask(order=order, amount=total(order), reason="overpaid", key="by hand", at=LATER)

    accept(booking=again, answer=an_answer(office, again), most=0)

    assert (again.state, Allowance.objects.count()) == (State.ANSWERED, 0)


def test_too_little_for_a_cancelled_order_is_given_back_and_not_let_pass(office):
    order = a_waiting_order()
    booking = a_booking(order, -1_000)
    cancel_order(order=order, at=LATER, by=Mover.OFFICE)

    with pytest.raises(BankRefused):
        accept(booking=booking, answer=an_answer(office, booking), most=MOST)
    assert give_back(booking=booking, answer=an_answer(office, booking)).amount == total(order) - 1_000
