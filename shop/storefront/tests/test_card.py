"""The way to the hosted page and back, and the webhook, as a browser and Stripe see them."""

import os
import subprocess
import sys

import pytest
import time_machine
from django.test import Client

from shop.settlement.card.models import ProviderEvent
from shop.settlement.card.tests.card_world import a_card_order, books, of_kind, paid, states
from shop.tests.stripe.api import REPLY_LOST
from shop.tests.stripe.server import SECRET
from shop.tests.stripe.webhook import OLD, signed
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db
WEBHOOK = "/thanh-toan/stripe/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def order(cards):
    return a_card_order()


def pay(client, order, **extra):
    return client.post(f"{order.get_absolute_url()}the/", **extra)


def tell(body, signature):
    # As strict as a browser would be treated: Stripe has no token.
    client = Client(enforce_csrf_checks=True)
    headers = {"Stripe-Signature": signature}
    return client.post(WEBHOOK, body, content_type="application/json", headers=headers).status_code


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_button_leads_to_the_hosted_page_and_back(client, cards, order, settings):
    settings.PUBLIC_URL = "https://shop.example"

    answer = pay(client, order)

    session = next(iter(cards.world.sessions.values()))
    assert (answer.status_code, answer["Location"]) == (303, session["url"])
    assert session["success_url"] == f"https://shop.example{order.get_absolute_url()}?card=done"


def test_an_english_reader_comes_back_to_the_english_page(client, cards, order):
    client.post(f"/en{order.get_absolute_url()}the/")

    session = next(iter(cards.world.sessions.values()))
    assert f"/en/don-hang/{order.key}/?card=done" in session["success_url"]


def test_only_a_press_of_the_button_leads_there(client, order):
    assert client.get(f"{order.get_absolute_url()}the/").status_code == 405


@pytest.mark.parametrize("key", ["x", "k" * 22, "..%2F"])
def test_an_order_that_there_is_not_is_not_paid(client, cards, key):
    assert client.post(f"/don-hang/{key}/the/").status_code == 404


def test_an_order_that_is_paid_says_so(client, cards, order):
    session = paid(cards, order)
    assert session

    answer = pay(client, order, follow=True)

    assert answer.status_code == 200
    assert any("đã thanh toán" in words or "is paid" in words for words in said(answer))


def test_whoever_comes_back_before_the_event_sees_that_the_order_is_paid(client, cards, order):
    paid(cards, order)

    page = client.get(f"{order.get_absolute_url()}?card=done").content.decode()

    assert states(order) == {"new"}
    assert "/the/" not in page
    assert "230.000" in page


def test_whoever_turns_back_without_paying_can_go_there_again(client, cards, order):
    pay(client, order)

    page = client.get(f"{order.get_absolute_url()}?card=back").content.decode()

    assert f'action="{order.get_absolute_url()}the/"' in page
    assert states(order) == {"unpaid"}


def test_looking_at_the_order_asks_nobody(client, cards, order):
    pay(client, order)
    calls = len(cards.api.calls)

    assert client.get(order.get_absolute_url()).status_code == 200
    assert len(cards.api.calls) == calls


def test_a_payment_that_waits_for_the_bank_says_so(client, cards, order):
    paid(cards, order, later=True)

    page = client.get(f"{order.get_absolute_url()}?card=done").content.decode()

    assert "/the/" not in page
    assert "ngân hàng" in page.lower()


def test_cancelling_closes_the_page(client, cards, order):
    pay(client, order)

    client.post(f"{order.get_absolute_url()}huy/")

    assert {session["status"] for session in cards.world.sessions.values()} == {"expired"}
    assert states(order) == {"cancelled"}


def test_a_company_that_is_down_is_told_plainly_and_nothing_is_lost(client, cards, order, asks_once):
    cards.api.faults.append(REPLY_LOST)

    answer = pay(client, order, follow=True)

    assert answer.status_code == 200
    assert said(answer)
    assert pay(client, order).status_code == 303
    assert len(cards.world.sessions) == 1


def test_a_finger_that_stays_on_the_button_is_told_to_wait(client, cards, order):
    answers = [pay(client, order)["Location"] for _ in range(12)]

    assert answers[-1] == order.get_absolute_url()
    assert len(cards.world.sessions) == 1


def test_an_event_settles_the_order(cards, order):
    paid(cards, order)

    assert tell(*signed(of_kind(cards, "checkout.session.completed"), SECRET)) == 200

    assert states(order) == {"new"}
    assert books(order) == (order.total_incl_tax, 0)


@pytest.mark.parametrize(
    "made",
    [
        lambda event: signed(event, "whsec_of_somebody_else"),
        lambda event: signed(event, SECRET, age=OLD),
        lambda event: (signed(event, SECRET)[0], ""),
        lambda event: (b"{}", signed(event, SECRET)[1]),
        lambda event: (b"\xff", "t=1,v1=a"),
    ],
)
def test_what_is_not_signed_as_it_should_be_is_refused_and_not_kept(cards, order, made):
    paid(cards, order)

    assert tell(*made(of_kind(cards, "checkout.session.completed"))) == 400

    assert states(order) == {"unpaid"}
    assert not ProviderEvent.objects.exists()


def test_a_body_that_is_too_large_is_refused_unread(cards):
    assert tell(b"x" * 300_000, "t=1,v1=a") == 413


def test_without_keys_there_is_no_webhook(db):
    assert tell(b"{}", "t=1,v1=a") == 404


def test_the_webhook_is_not_for_reading(client, cards):
    assert client.get(WEBHOOK).status_code == 405


@pytest.mark.parametrize(
    ("key", "hosts"), [("", "'self'"), ("rk_live_abcd", "'self' https://checkout.stripe.com")]
)
def test_a_form_may_lead_on_to_the_card_companys_page_and_to_no_other(key, hosts):
    ask = """
import environ
environ.Env.read_env = lambda path: None
from shop.settings import base
print(*base.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"])
"""
    known = {name: value for name, value in os.environ.items() if name != "STRIPE_SECRET_KEY"}
    known |= {"SECRET_KEY": "x"} | ({"STRIPE_SECRET_KEY": key} if key else {})
    asked = subprocess.run([sys.executable, "-c", ask], env=known, capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == hosts
