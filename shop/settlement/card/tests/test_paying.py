"""A shopper is led to the hosted page, always to the same one, and it is closed when its time is over."""

from datetime import timedelta

import pytest

from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.states import Mover
from shop.payments.card.exceptions import NotConfigured
from shop.payments.card.gateway import CardGateway
from shop.settlement.card import paying
from shop.settlement.card.exceptions import CannotPayByCard, CardsAreDown
from shop.settlement.card.models import CardSession
from shop.settlement.card.paying import ask, close, was_paid_after_all
from shop.settlement.card.tests.card_world import (
    BACK,
    a_card_order,
    books,
    led_to_pay,
    of_kind,
    paid,
    states,
    tell,
    tell_all,
)
from shop.settlement.deadlines import lapse_unpaid
from shop.settlement.moving import cancel_order as cancel
from shop.settlement.receiving import receive
from shop.tests.stripe.api import REPLY_LOST
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
State = CardSession.State
LATER = NOW + timedelta(minutes=40)


@pytest.fixture
def order(cards):
    return a_card_order()


def test_the_shopper_is_led_to_a_page_for_what_is_owed(cards, order):
    session = cards.world.sessions[led_to_pay(order)]

    assert session["amount_total"] == order.total_incl_tax
    assert session["client_reference_id"] == order.number
    assert session["success_url"] == f"{BACK}?card=done"
    assert session["cancel_url"] == f"{BACK}?card=back"
    assert session["locale"] == "vi"
    assert session["expires_at"] == int(order.pay_by.timestamp())
    assert order.sources.get().reference == session["id"]


def test_a_page_opened_late_still_lives_half_an_hour(cards, order):
    cards.world.seconds += 20 * 60

    session_id = led_to_pay(order, NOW + timedelta(minutes=20))

    assert cards.world.sessions[session_id]["expires_at"] > order.pay_by.timestamp()


def test_a_second_tab_is_led_to_the_same_page(cards, order):
    assert led_to_pay(order) == led_to_pay(order)
    assert len(cards.world.sessions) == order.card_sessions.count() == 1


def test_after_a_lost_reply_the_shopper_is_led_to_the_one_page_that_was_made(cards, order, asks_once):
    cards.api.faults.append(REPLY_LOST)
    with pytest.raises(CardsAreDown):
        led_to_pay(order)
    assert order.card_sessions.get().state == State.STARTED

    session_id = led_to_pay(order, NOW + timedelta(minutes=1))

    assert list(cards.world.sessions) == [session_id]
    assert order.card_sessions.get().state == State.OPEN


def test_a_company_that_is_down_is_told_plainly(cards, order, asks_once):
    cards.api.faults.append(500)

    with pytest.raises(CardsAreDown):
        led_to_pay(order)


def test_a_key_that_is_not_taken_begins_no_further_tries(cards, order, asks_once):
    cards.api.key = "rk_test_another"

    with pytest.raises(CardsAreDown):
        led_to_pay(order)
    assert order.card_sessions.count() == 1


def test_an_email_that_the_company_refuses_is_left_out(cards, order):
    order.guest_email = "lan@nowhere"
    order.save()

    assert cards.world.sessions[led_to_pay(order)]["customer_email"] is None


def test_a_shopper_whose_page_has_ended_is_told_that_the_goods_are_let_go(cards, order):
    first = led_to_pay(order)
    cards.world.expire(first)

    # Nobody has told the shop so far.
    with pytest.raises(CannotPayByCard, match="quá hạn"):
        led_to_pay(order)
    assert order.card_sessions.get().state == State.ENDED


def test_a_shopper_who_has_paid_is_not_led_to_pay_again(cards, order):
    paid(cards, order)

    with pytest.raises(CannotPayByCard, match="đã thanh toán"):
        led_to_pay(order)
    assert states(order) == {"new"}


def test_a_payment_that_waits_for_the_bank_is_not_paid_twice(cards, order):
    paid(cards, order, later=True)

    for _ in range(2):
        with pytest.raises(CannotPayByCard, match="Ngân hàng"):
            led_to_pay(order)
    assert len(cards.world.sessions) == 1


def test_an_order_paid_in_another_way_is_not_paid_by_card(cards):
    product = a_product()
    put_on_shelf(product, 5)

    with pytest.raises(CannotPayByCard, match="không trả bằng thẻ"):
        led_to_pay(an_order((product, 1)))


def test_a_cancelled_order_is_not_paid(cards, order):
    cancel_order(order=order, at=NOW, by=Mover.SHOPPER)

    with pytest.raises(CannotPayByCard, match="đã huỷ"):
        led_to_pay(order)


def test_where_part_has_come_meanwhile_the_page_asks_for_the_rest(cards, order):
    first = led_to_pay(order)
    receive(order=order, means="transfer", amount=50_000, reference="FT1", at=NOW)

    second = led_to_pay(order)

    assert cards.world.sessions[first]["status"] == "expired"
    assert cards.world.sessions[second]["amount_total"] == order.total_incl_tax - 50_000
    assert states(order) == {"unpaid"}


def test_asking_takes_in_what_no_event_has_told(cards, order):
    paid(cards, order)

    ask(order=order, at=NOW)
    ask(order=order, at=NOW)

    assert books(order) == (order.total_incl_tax, 0)
    assert states(order) == {"new"}
    assert order.card_sessions.get().state == State.PAID


def test_asking_without_an_answer_is_no_harm(cards, order, asks_once):
    led_to_pay(order)
    cards.api.faults.append(503)

    ask(order=order, at=NOW)

    assert order.card_sessions.get().state == State.OPEN


def test_the_page_is_closed_when_the_goods_are_no_longer_kept(cards, order):
    session_id = led_to_pay(order)

    assert lapse_unpaid(now=LATER, last_look=was_paid_after_all) == 1

    assert cards.world.sessions[session_id]["status"] == "expired"
    assert order.card_sessions.get().state == State.ENDED
    assert states(order) == {"lapsed"}
    tell_all(cards, LATER)
    assert states(order) == {"lapsed"}


def test_closing_finds_that_the_shopper_has_paid(cards, order):
    paid(cards, order)

    assert lapse_unpaid(now=LATER, last_look=was_paid_after_all) == 0

    assert states(order) == {"new"}
    assert books(order) == (order.total_incl_tax, 0)


def test_a_page_that_could_not_be_closed_ends_by_itself_and_its_money_is_late(cards, order, asks_once):
    session_id = led_to_pay(order)
    cards.api.faults.append(503)
    assert close(order=order, at=LATER)
    lapse(order=order, at=LATER)

    cards.world.pay(session_id)
    tell(of_kind(cards, "checkout.session.completed"), LATER)

    assert states(order) == {"new"}


def test_closing_an_order_that_nobody_began_to_pay_is_nothing(cards, order):
    assert close(order=order, at=LATER)


def test_closing_after_a_lost_reply_ends_the_try(cards, order, asks_once):
    cards.api.faults.append(REPLY_LOST)
    with pytest.raises(CardsAreDown):
        led_to_pay(order)

    assert close(order=order, at=LATER)
    assert order.card_sessions.get().state == State.ENDED


@pytest.fixture
def while_it_is_opened(monkeypatch):
    """Something happens here after the page was made there, and before we hear of it."""

    def happens(what):
        opens = CardGateway.open_session

        def opened(way, **words):
            monkeypatch.setattr(CardGateway, "open_session", opens)
            session = opens(way, **words)
            what()
            return session

        monkeypatch.setattr(CardGateway, "open_session", opened)

    return happens


def test_a_page_of_an_order_that_was_cancelled_meanwhile_is_closed_and_nobody_is_led_there(
    cards, order, while_it_is_opened
):
    while_it_is_opened(lambda: cancel(order=order, at=NOW, by=Mover.SHOPPER))

    with pytest.raises(CannotPayByCard, match="đã huỷ"):
        led_to_pay(order)

    assert [session["status"] for session in cards.world.sessions.values()] == ["expired"]
    assert order.card_sessions.get().state == State.ENDED


def test_a_page_of_an_order_that_was_swept_meanwhile_is_closed(cards, order, while_it_is_opened):
    while_it_is_opened(lambda: lapse_unpaid(now=LATER, last_look=was_paid_after_all))

    with pytest.raises(CannotPayByCard, match="quá hạn"):
        led_to_pay(order)

    assert [session["status"] for session in cards.world.sessions.values()] == ["expired"]


def test_where_only_the_try_was_ended_meanwhile_the_shopper_is_led_to_another_page(
    cards, order, while_it_is_opened
):
    while_it_is_opened(lambda: close(order=order, at=NOW))

    session = led_to_pay(order)

    assert sorted(made["status"] for made in cards.world.sessions.values()) == ["expired", "open"]
    assert cards.world.sessions[session]["status"] == "open"


def test_a_page_that_became_known_while_it_was_to_be_ended_unheard_of_is_closed(cards, order):
    session = led_to_pay(order)
    seen = order.card_sessions.get()
    seen.session_id = ""

    paying._close_one(seen, NOW)

    assert cards.world.sessions[session]["status"] == "expired"
    assert order.card_sessions.get().state == State.ENDED


def test_without_keys_nobody_is_led_anywhere(cards, order, settings):
    settings.STRIPE_SECRET_KEY = ""

    with pytest.raises((NotConfigured, CardsAreDown)):
        led_to_pay(order)


def test_whoever_cancels_an_order_its_page_is_closed(cards, order):
    session = led_to_pay(order)

    cancel(order=order, at=NOW, by=Mover.OFFICE)

    assert cards.world.sessions[session]["status"] == "expired"
    assert not order.card_sessions.filter(state__in=CardSession.LIVE).exists()
