"""Money that a bank tells of settles its order once, or lands where the office sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shop.forks.payment.models import Transaction
from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.states import Mover, Status
from shop.settlement.balance import balance
from shop.settlement.bank.models import BankEvent, BankTransaction
from shop.settlement.bank.taking_in import take_in
from shop.settlement.bank.tests.bank_world import (
    ACCOUNT,
    LATER,
    State,
    a_booking,
    a_credit,
    a_waiting_order,
    happened,
    of_no_order,
    taken,
    total,
)
from shop.settlement.verifying import money_differences
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


def status(order):
    return order.fulfilments.get().status


def test_the_exact_amount_settles_the_order_and_its_point_sees_it():
    order = a_waiting_order()

    booking = a_booking(order)

    assert (booking.state, booking.order) == (State.SETTLED, order)
    assert balance(order).owed == 0
    assert status(order) == Status.NEW
    assert happened(booking) == [(State.SETTLED, None, "test")]


def test_too_little_leaves_the_order_waiting_until_the_rest_has_come():
    order = a_waiting_order()

    first = a_booking(order, -50_000)
    assert (first.state, status(order), balance(order).owed) == (State.PARTIAL, Status.UNPAID, 50_000)

    rest = taken(a_credit(50_000, order.number))

    first.refresh_from_db()
    assert (first.state, rest.state, status(order)) == (State.SETTLED, State.SETTLED, Status.NEW)


def test_too_much_settles_the_order_and_waits_for_an_answer():
    order = a_waiting_order()

    booking = a_booking(order, 10_000)

    assert (booking.state, status(order)) == (State.OVER, Status.NEW)
    assert balance(order).to_give_back == 10_000


def test_what_is_paid_again_waits_for_an_answer():
    order = a_waiting_order()
    a_booking(order)

    again = a_booking(order)

    assert again.state == State.DOUBLE
    assert balance(order).to_give_back == total(order)


def test_what_comes_for_a_cancelled_order_is_too_late():
    order = a_waiting_order()
    cancel_order(order=order, at=LATER, by=Mover.OFFICE)

    booking = a_booking(order)

    assert (booking.state, booking.order) == (State.LATE, order)


def test_what_comes_after_the_goods_were_let_go_settles_where_they_are_still_there():
    order = a_waiting_order()
    lapse(order=order, at=LATER)

    booking = a_booking(order)

    assert (booking.state, status(order)) == (State.SETTLED, Status.NEW)


def test_what_comes_after_the_goods_went_to_somebody_else_is_too_late():
    record = put_on_shelf(a_product(), 2)
    order = a_waiting_order(2, record)
    lapse(order=order, at=LATER)
    an_order((record.product, 2))

    booking = a_booking(order)

    assert (booking.state, status(order)) == (State.LATE, Status.SHORT)


@pytest.mark.parametrize(
    "memo", ["", "chuyen tien", "DB999999", "{number} DB999998", "{number}7", "000001", "{number} {other}"]
)
def test_what_names_no_one_order_waits_for_the_office(memo):
    order, other = a_waiting_order(), a_waiting_order()

    booking = taken(a_credit(total(order), memo.format(number=order.number, other=other.number)))

    assert (booking.state, booking.order) == (State.UNKNOWN, None)
    assert {status(order), status(other)} == {Status.UNPAID}


def test_an_order_that_is_paid_by_hand_is_not_settled_unasked():
    order = an_order((put_on_shelf(a_product(), 3).product, 1))

    booking = a_booking(order)

    assert booking.state == State.UNKNOWN
    assert balance(order).received == 0


@pytest.mark.parametrize("away", [timedelta(hours=hours) for hours in (1, 47, -47)])
def test_the_same_reference_within_two_days_is_the_same_money_whatever_else_is_told(away):
    order = a_waiting_order()
    credit = a_credit(total(order), order.number)

    first = taken(credit)
    again = taken(replace(credit, memo="khác", booked_at=NOW + away, payer="LO"))

    assert again == first
    assert Transaction.objects.get().reference == first.ledger_reference


def test_the_same_reference_and_memo_is_the_same_money_however_far_apart_it_is_told():
    credit = a_credit(50_000, "Chuyển tiền  mua trà", reference="0001")

    first = taken(credit)
    again = taken(replace(credit, memo="CHUYEN TIEN MUATRA", booked_at=NOW + timedelta(days=20)))

    assert again == first


@pytest.mark.parametrize("days", [0, 1, 2, 30])
def test_two_buyers_whose_bank_numbers_anew_each_day_have_both_paid(days):
    orders = a_waiting_order(), a_waiting_order()
    told = [
        a_credit(total(order), f"CT {order.number}", reference="0001", booked_at=NOW + timedelta(days=away))
        for order, away in zip(orders, (0, days), strict=True)
    ]

    bookings = {taken(credit) for credit in (told * 3)}

    assert {booking.order for booking in bookings} == set(orders)
    assert [status(order) for order in orders] == [Status.NEW, Status.NEW]
    assert len(bookings) == BankTransaction.objects.count() == 2


def test_a_reference_that_comes_back_each_week_is_as_many_bookings_however_often_it_is_told():
    weeks = range(5)
    told = [
        a_credit(50_000, f"lan {week}", reference="0001", booked_at=NOW + timedelta(days=7 * week))
        for week in weeks
    ]
    a_day_off = [
        replace(credit, booked_at=credit.booked_at + timedelta(days=1), memo="khác") for credit in told
    ]

    by_week = [{taken(one), taken(off), taken(one)} for one, off in zip(told, a_day_off, strict=True)]
    again = [{taken(one), taken(off)} for one, off in zip(told, a_day_off, strict=True)][::-1]

    assert [len(bookings) for bookings in by_week] == [1] * 5
    assert again[::-1] == by_week
    assert BankTransaction.objects.count() == 5


def test_without_memos_the_same_reference_on_another_day_is_seen_by_the_office():
    first, second = (
        taken(a_credit(50_000, reference="0001", booked_at=NOW + timedelta(days=days))) for days in (0, 9)
    )

    assert first != second
    assert second.state == State.UNKNOWN


def test_a_memo_that_was_cut_short_names_no_other_order():
    credit = a_credit(50_000, "DB1234567", reference="0001")

    assert taken(credit) == taken(replace(credit, memo="DB123456"))


def test_another_reference_that_goes_on_like_ours_is_other_money():
    taken(a_credit(50_000, "x", reference="A", booked_at=NOW + timedelta(days=9)))
    goes_on = taken(a_credit(50_000, "y", reference="A#12345678"))

    assert taken(a_credit(50_000, "z", reference="A")) != goes_on
    assert BankTransaction.objects.count() == 3


def test_a_booking_told_without_a_reference_gets_one_though_the_bank_used_it_before():
    taken(a_credit(60_000, "y", reference="0001"))
    nameless = a_credit(50_000, "x", reference="", booked_at=NOW + timedelta(days=9))
    first = taken(nameless)

    told = [taken(replace(nameless, reference="0001")) for _ in range(2)]

    assert told == [first, first]
    assert BankTransaction.objects.count() == 2


def test_another_amount_under_a_known_reference_is_other_money_once():
    credit = a_credit(50_000, "x", reference="5243.1")
    other = replace(credit, amount=60_000)

    bookings = {taken(one).pk for one in (credit, other, credit, other)}

    assert len(bookings) == BankTransaction.objects.count() == 2


def test_without_a_reference_the_same_rows_of_a_file_are_as_many_bookings():
    rows = [a_credit(50_000, "x", reference="", nth=nth) for nth in (1, 2)]

    bookings = {taken(row).pk for row in rows * 3}

    assert len(bookings) == BankTransaction.objects.count() == 2


def test_what_a_file_without_references_told_is_known_when_the_feed_tells_it():
    order = a_waiting_order()
    nameless = a_credit(total(order), order.number, reference="")

    first = taken(nameless)
    told = taken(replace(nameless, reference="FT77", booked_at=nameless.booked_at + timedelta(minutes=5)))

    assert told == first
    assert BankTransaction.objects.get().reference == "FT77"
    assert taken(nameless) == first
    assert taken(replace(nameless, reference="FT78")) != first, "a second one under another name is money"


def test_the_database_itself_refuses_the_same_reference_and_money_that_did_not_come_in():
    booking = of_no_order()
    for change in ({"reference": booking.reference}, {"reference": "x", "amount": 0}):
        values = {name: getattr(booking, name) for name in ("account", "booked_at", "amount", "received_at")}
        with pytest.raises(IntegrityError), transaction.atomic():
            BankTransaction.objects.create(**{**values, **change})
    with pytest.raises(IntegrityError), transaction.atomic():
        BankTransaction.objects.filter(pk=booking.pk).update(state=State.SETTLED)


def test_what_was_done_is_never_changed():
    of_no_order()
    for change in (lambda: BankEvent.objects.update(note="x"), lambda: BankEvent.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_when_settling_fails_nothing_is_kept_and_the_next_try_succeeds(monkeypatch):
    from shop.settlement.bank import reconciling

    order = a_waiting_order()
    credit = a_credit(total(order), order.number)
    with monkeypatch.context() as broken:
        broken.setattr(reconciling, "receive", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_in(account=ACCOUNT, credit=credit, at=LATER, note="")

    assert not BankTransaction.objects.exists()
    assert taken(credit).state == State.SETTLED


def test_bookings_and_the_ledger_agree_and_what_does_not_is_named():
    booking = a_booking(a_waiting_order())
    of_no_order()
    assert list(money_differences()) == []

    BankTransaction.objects.filter(pk=booking.pk).update(amount=1)

    assert [booking.reference in said for said in money_differences()] == [True]
