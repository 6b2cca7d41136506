"""An order's page says how to transfer, until when, and shows by itself that the money has come."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.fulfilment.operations import cancel_order, lapse
from shop.fulfilment.states import Mover
from shop.payments.account import account_faults, shop_account
from shop.settlement.balance import balance
from shop.settlement.bank.checks import check_account
from shop.settlement.bank.tests.bank_world import a_booking, a_waiting_order, an_account, total
from shop.storefront.bank_transfer import block_of
from shop.tests.worlds import NOW, a_product, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _account(settings, time_machine):
    an_account(settings)
    time_machine.move_to(SOON, tick=False)


def block(client, order):
    """The block of an order's page."""
    page = BeautifulSoup(client.get(order.get_absolute_url()).content, "html.parser")
    return page.select_one(".transfer")


def copied(part):
    return [button["data-copy"] for button in part.select("[data-copy]")]


def test_the_page_says_what_to_transfer_to_whom_and_until_when(client):
    order = a_waiting_order()

    part = block(client, order)

    assert copied(part) == [str(total(order)), order.number, "257678859"]
    assert part.select_one("svg path")["d"].startswith("M")
    assert "10:00 24/11/2026" in part.text
    assert "TRUNG TAM OCOP DIEN BIEN" in part.text


def test_the_code_says_the_same_to_a_banking_app():
    order = a_waiting_order()

    told = block_of(order=order, money=balance(order), now=SOON)

    text = told.account.qr_text(amount=told.amount, memo=told.memo)
    assert f"54{len(str(total(order))):02d}{total(order)}" in text
    assert f"0808{order.number}" in text


def test_after_a_part_has_come_the_rest_is_asked_for(client):
    order = a_waiting_order()
    a_booking(order, -20_000)

    assert copied(block(client, order))[0] == "20000"


def test_once_the_money_has_come_nobody_is_asked_to_pay(client):
    order = a_waiting_order()
    a_booking(order)

    part = block(client, order)

    assert (copied(part), part.select("svg path")) == ([], [])
    assert "data-money-state" not in part.attrs


@pytest.mark.parametrize(
    "end",
    [
        lambda order: lapse(order=order, at=SOON),
        lambda order: cancel_order(order=order, at=SOON, by=Mover.OFFICE),
    ],
)
def test_when_it_is_over_nobody_is_asked_to_pay_any_more(client, end):
    order = a_waiting_order()
    end(order)

    assert block(client, order) is None


def test_after_the_deadline_the_code_is_gone_even_before_the_clock_has_let_go(client, time_machine):
    order = a_waiting_order()
    time_machine.move_to(order.pay_by, tick=False)

    assert copied(block(client, order)) == []


def test_other_orders_have_no_such_part(client):
    assert block(client, an_order((put_on_shelf(a_product(), 3).product, 1))) is None


def test_a_sample_account_says_that_it_is_one(client, settings):
    order = a_waiting_order()
    settings.BANK_BIN = "999999"

    assert block(client, order).select_one(".notice--warning")


def state_of(client, order):
    return block(client, order)["data-money-state"]


def test_the_script_is_told_only_when_something_has_changed(client):
    order = a_waiting_order()
    address = state_of(client, order)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert (answer.status_code, answer.content, len(queries)) == (204, b"", 1)
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]

    a_booking(order, -20_000)

    assert client.get(address).status_code == 200
    address = state_of(client, order)
    assert client.get(address).status_code == 204
    lapse(order=order, at=SOON)
    assert client.get(address).status_code == 200


def test_who_has_no_such_link_is_told_nothing_and_who_asks_too_often_is_told_to_wait(client):
    for key in ("x", "0" * 22, "%00"):
        assert client.get(f"/don-hang/{key}/tien-ve/").status_code == 404
    order = a_waiting_order()
    address = state_of(client, order)
    assert client.post(address).status_code == 405
    answers = [client.get(address).status_code for _ in range(42)]
    assert answers.count(429) == 2


FAULTY = [
    ({"BANK_BIN": "97041"}, "E001"),
    ({"BANK_BIN": ""}, "E001"),
    ({"BANK_ACCOUNT": "1 2 3"}, "E001"),
    ({"BANK_ACCOUNT_NAME": ""}, "E001"),
    ({"BANK_NAME": ""}, "E001"),
    ({"BANK_BIN": "", "BANK_ACCOUNT": "", "BANK_ACCOUNT_NAME": "", "BANK_NAME": ""}, "I001"),
    ({"BANK_BIN": "999999", "DEMO": False}, "E002"),
    ({"BANK_STATEMENT_LAYOUTS": "/there/is/none.toml"}, "E003"),
    ({"BANK_FEED_SECRET": "short"}, "W001"),
]


@pytest.mark.parametrize(("changes", "said"), FAULTY)
def test_at_the_start_it_is_said_plainly_what_is_wrong_with_the_account(settings, changes, said):
    for name, value in changes.items():
        setattr(settings, name, value)

    assert {message.id for message in check_account(None)} == {f"bank.{said}"}
    if said == "E001":
        assert account_faults()
        assert shop_account() is None


def test_of_a_sound_account_nothing_is_said():
    assert check_account(None) == []
