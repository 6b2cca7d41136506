"""Booking with carriers over real HTTP: once whatever gets lost, money as owed, and what they tell later."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import connection

from shop.carriers.asking import Machine
from shop.carriers.exceptions import NoAnswer, Refused
from shop.fulfilment.consignments import booking
from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.fulfilment.consignments.tests.consigned import FEE, GOODS, a_packed_parcel
from shop.fulfilment.operations import pass_to_points
from shop.fulfilment.states import Status
from shop.messages.models import Message
from shop.settlement.balance import balance
from shop.settlement.carriage import ask_carriers, book, call_off_with
from shop.settlement.moving import move_on
from shop.settlement.receiving import receive
from shop.settlement.verifying import money_differences
from shop.tests.carriers.world import NOWHERE, REPLY_LOST
from shop.tests.concurrency.together import at_once
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=2)
TOMORROW = NOW + timedelta(days=1)
both = pytest.mark.parametrize("code", ["ghn", "ghtk"])


def booked(parcel, code="ghn", at=NOW):
    return book(fulfilment=parcel, carrier=code, at=at)


def cash_told(world, code, mine):
    said = getattr(world, code)[mine.reference].said
    return said["cod_amount"] if code == "ghn" else said["order"]["pick_money"]


@both
def test_the_carrier_takes_what_is_owed_for_the_parcel(carriers, code):
    mine = booked(a_packed_parcel(), code)

    assert mine.state == "booked"
    assert mine.number == getattr(carriers, code)[mine.reference].number
    assert cash_told(carriers, code, mine) == mine.cash == GOODS + FEE
    assert mine.fee in (36_500, 30_400)


def test_of_what_is_paid_already_nothing_is_taken(carriers, settings):
    settings.BANK_ACCOUNT = "0123456789"
    put_on_shelf(product := a_product(), 5)
    order = an_order((product, 1), means="transfer")
    receive(order=order, means="transfer", amount=int(order.total_incl_tax), reference="r", at=NOW)
    parcel = order.fulfilments.get()
    for step in (Status.CONFIRMED, Status.PACKED):
        move_on(fulfilment=parcel, to=step, at=NOW)

    assert booked(parcel).cash == 0
    assert pass_to_points(order=order, at=NOW)


@both
def test_a_refusal_stands_there_in_words_and_another_carrier_may_be_found(carriers, code):
    parcel = a_packed_parcel()
    parcel.order.shipping_address.line1 = NOWHERE
    parcel.order.shipping_address.save()

    mine = booked(parcel, code)

    assert (mine.state, "Địa chỉ" in mine.fault) == ("failed", True)
    assert booked(parcel, code).attempt == 2


@both
def test_a_lost_answer_is_asked_for_again_and_booked_once(carriers, code):
    carriers.faults.append(REPLY_LOST)
    parcel = a_packed_parcel()
    mine = booked(parcel, code)
    assert mine.state == "asked"
    assert mine.fault

    with pytest.raises(CannotConsign):
        booking.call_off(consignment=mine, at=NOW)
    assert booking.recover(now=NOW) == (0, 0)  # The first question may still be under way.
    assert booking.recover(now=LATER) == (1, 0)
    assert booking.recover(now=TOMORROW) == (0, 0)

    mine.refresh_from_db()
    assert (mine.state, mine.fault, len(getattr(carriers, code))) == ("booked", "", 1)


@both
def test_a_process_that_died_before_it_asked_is_finished(carriers, code):
    parcel = a_packed_parcel()
    mine, _new = booking.begin(fulfilment=parcel, carrier=code, cash=230_000, at=NOW)

    booking.recover(now=LATER)

    mine.refresh_from_db()
    assert (mine.state, len(getattr(carriers, code))) == ("booked", 1)


@both
def test_a_process_that_died_before_it_wrote_is_finished(carriers, code, monkeypatch):
    parcel = a_packed_parcel()
    with monkeypatch.context() as dying:
        dying.setattr(booking, "_keep", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            booked(parcel, code)
    assert len(getattr(carriers, code)) == 1

    booking.recover(now=LATER)

    mine = Consignment.objects.get(fulfilment=parcel)
    assert (mine.state, len(getattr(carriers, code))) == ("booked", 1)
    assert mine.number == getattr(carriers, code)[mine.reference].number


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_book_once(carriers):
    parcel = a_packed_parcel()

    at_once(booked, [parcel] * 4)

    assert len(carriers.ghn) == 1
    assert Consignment.objects.get(fulfilment=parcel).state in ("booked", "asked")


def test_nobody_is_asked_within_a_transaction(carriers, monkeypatch):
    depths, before, original = [], len(connection.savepoint_ids), Machine.ask

    def watched(*args):
        depths.append(len(connection.savepoint_ids))
        return original(*args)

    monkeypatch.setattr(Machine, "ask", watched)
    parcel = a_packed_parcel()
    mine = booked(parcel)
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)
    ask_carriers(now=TOMORROW)
    booking.call_off(consignment=mine, at=NOW)

    assert set(depths) == {before}


def test_what_another_carries_is_not_booked(carriers):
    parcel = a_packed_parcel()
    booked(parcel)

    with pytest.raises(CannotConsign, match="GHN"):
        booked(parcel, "ghtk")
    assert booked(parcel).attempt == 1


@both
def test_a_cancelled_parcels_booking_is_called_off_sooner_or_later(carriers, code):
    parcel = a_packed_parcel()
    mine = booked(parcel, code)
    carriers.faults.append(500)
    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="Hết hàng")

    call_off_with(fulfilment=parcel, at=NOW)
    assert booking.recover(now=LATER) == (0, 1)

    mine.refresh_from_db()
    assert mine.state == "cancelled"
    assert getattr(carriers, code)[mine.reference].status in ("cancel", -1)


def test_one_that_the_carrier_will_not_call_off_is_asked_about_once_and_says_so(carriers):
    parcel = a_packed_parcel()
    mine = booked(parcel)
    carriers.ghn[mine.reference].fetched = True
    move_on(fulfilment=parcel, to=Status.CANCELLED, at=NOW, note="Hết hàng")

    assert [booking.recover(now=at) for at in (LATER, TOMORROW)] == [(0, 0), (0, 0)]

    mine.refresh_from_db()
    assert (mine.state, "không được hủy" in mine.fault) == ("booked", True)
    assert [path.rpartition("/")[2] for _method, path in carriers.calls].count("cancel") == 1


@both
def test_one_that_nobody_heard_of_is_given_up_and_called_off_by_its_name(carriers, code):
    carriers.faults.append(REPLY_LOST)
    parcel = a_packed_parcel()
    mine = booked(parcel, code)

    assert booking.call_off(consignment=mine, at=LATER).state == "leaving"
    assert booked(parcel, "ghn" if code == "ghtk" else "ghtk", at=LATER).state == "booked"
    assert booking.recover(now=TOMORROW) == (0, 1)

    assert getattr(carriers, code)[mine.reference].status in ("cancel", -1)


def test_what_the_carrier_has_fetched_stays_booked_and_says_so(carriers):
    parcel = a_packed_parcel()
    mine = booked(parcel)
    carriers.ghn[mine.reference].fetched = True

    with pytest.raises(Refused, match="không được hủy"):
        booking.call_off(consignment=mine, at=NOW)
    carriers.faults.append(503)
    with pytest.raises(NoAnswer):
        booking.call_off(consignment=mine, at=NOW)

    mine.refresh_from_db()
    assert mine.state == "booked"


def on_its_way(code="ghn"):
    parcel = a_packed_parcel()
    mine = booked(parcel, code)
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)
    return parcel, mine


@pytest.mark.parametrize(
    ("code", "status", "step", "received"),
    [
        ("ghn", "delivered", Status.DELIVERED, GOODS + FEE),
        ("ghtk", 5, Status.DELIVERED, GOODS + FEE),
        ("ghn", "returned", Status.CAME_BACK, 0),
        ("ghtk", 21, Status.CAME_BACK, 0),
        ("ghn", "lost", Status.SENT, 0),
        ("ghtk", 4, Status.SENT, 0),
    ],
)
def test_what_the_carrier_knows_moves_the_parcel_on(carriers, code, status, step, received):
    parcel, mine = on_its_way(code)
    getattr(carriers, code)[mine.reference].status = status

    call_command("ask_carriers")
    assert len(carriers.calls) in (1, 2)
    assert ask_carriers(now=TOMORROW).asked <= 1

    parcel.refresh_from_db()
    mine.refresh_from_db()
    assert (parcel.status, balance(parcel.order).received) == (step, received)
    assert str(status) in mine.standing
    assert list(money_differences()) == []


def test_carriers_are_asked_again_after_some_hours_only_and_their_silence_is_no_harm(carriers):
    parcel, _mine = on_its_way()
    carriers.faults.append(500)
    hours = [NOW + timedelta(hours=count) for count in (1, 3, 4, 6)]

    asked = [ask_carriers(now=at) for at in hours]

    assert [one.asked for one in asked] == [0, 1, 0, 1]
    assert [one.unanswered for one in asked] == [0, 1, 0, 0]
    parcel.refresh_from_db()
    assert parcel.status == Status.SENT


def test_what_the_carrier_was_told_to_take_is_what_it_took(carriers):
    parcel, mine = on_its_way()
    Consignment.objects.filter(pk=mine.pk).update(cash=250_000)

    move_on(fulfilment=parcel, to=Status.DELIVERED, at=NOW)

    assert balance(parcel.order).received == 250_000
    assert balance(parcel.order).to_give_back == 250_000 - GOODS - FEE


def test_a_number_that_comes_after_sending_is_told(carriers):
    carriers.faults.append(REPLY_LOST)
    parcel = a_packed_parcel()
    parcel.order.guest_email = "lo@example.com"
    parcel.order.save()
    booked(parcel)
    move_on(fulfilment=parcel, to=Status.SENT, at=NOW)

    booking.recover(now=LATER)

    told = Message.objects.filter(order=parcel.order, kind="parcel_sent").order_by("pk")
    assert [message.facts.get("tracking", "") for message in told] == ["", "LB7X1"]
