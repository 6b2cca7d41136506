"""From the home page to a paid order, for each way to pay: on a phone, by keyboard, with and without scripts.

Axe is asked about every page on the way. Whoever takes the money does so as in life: the point's staff,
the bank's feed, or the hosted page of the card company's stand-in.
"""

import copy
import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from shop.forks.order.models import Order
from shop.fulfilment.queries import all_stock_differences
from shop.fulfilment.states import Status
from shop.payments.bank_feed import HEADER, sign
from shop.settlement.balance import balance
from shop.settlement.bank.tests.bank_world import ACCOUNT, SECRET, an_account
from shop.settlement.moving import move_on
from shop.settlement.verifying import money_differences
from shop.tests.browser import ordering
from shop.tests.browser.keyboard import Keyboard
from shop.tests.stripe import server

pytestmark = pytest.mark.browser
ORDER = re.compile(r"/don-hang/[^/]{22}/")
PAID = "Đã trả"


@pytest.fixture
def width():
    """A phone's."""
    return 360


@pytest.fixture
def stand_in(live_server, settings):
    """A shop that takes transfers and cards; the card company tells it over HTTP."""
    an_account(settings)
    settings.PUBLIC_URL = live_server.url
    with server.running(webhook_url=f"{live_server.url}/thanh-toan/stripe/") as running:
        settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = server.KEY, server.SECRET
        settings.STRIPE_API_BASE = running.base
        # As the settings do where they find the keys at start-up: a form may lead on to the hosted page.
        policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(running.base)
        settings.CONTENT_SECURITY_POLICY = policy
        yield running


def the_point_serves(order, *steps):
    """Its staff move the parcels on, and take the money with the last step."""
    for step in steps:
        for parcel in order.fulfilments.all():
            move_on(fulfilment=parcel, to=step, at=timezone.now())


def the_bank_tells(order):
    """Its feed reports the transfer, signed."""
    amount = int(order.total_incl_tax)
    told = {
        "account": ACCOUNT,
        "reference": "FT1",
        "amount": amount,
        "memo": f"MBVCB.1.{order.number}.CT tu",
        "booked_at": timezone.now().isoformat(),
    }
    body = json.dumps(told).encode()
    headers = {HEADER: sign(SECRET, body, timezone.now())}
    kind = "application/json"
    answer = Client().post("/thanh-toan/ngan-hang/", body, content_type=kind, headers=headers)
    assert answer.status_code == 200, answer.content


def pays_on_the_hosted_page(keys, stand_in):
    """By its own button, back to the order."""
    page = keys.page
    expect(page).to_have_url(re.compile(re.escape(stand_in.base)))
    pay = page.locator("button[value=pay]")
    for _ in range(5):
        if pay.and_(page.locator(":focus")).count():
            break
        page.keyboard.press("Tab")
    expect(pay).to_be_focused()
    page.keyboard.press("Enter")


def sees(person, javascript):
    """The page as it stands: nothing sticks out, and axe has nothing to say; both are scripts themselves."""
    if javascript:
        assert person.out_of_place() == []
        person.finds_no_barrier()


def comes_to_checkout(keys, person, *, fetches, javascript):
    """From the home page, by the list or by the point where it is fetched."""
    page = person.open("/")
    if fetches:
        ordering.goes_to_a_point(keys)
    else:
        keys.follow(ordering.link_to(page, "/san-pham/"))
        ordering.filters_by_four_stars(keys)
    ordering.puts_a_product_into_the_basket(keys)
    sees(person, javascript)
    ordering.goes_to_checkout(keys)
    keys.walk_there_and_back()
    sees(person, javascript)


def the_money_is_taken(order):
    """By whoever takes it; a card's is taken on the hosted page."""
    if order.payment_method == Order.PaymentMethod.CASH_ON_DELIVERY:
        the_point_serves(order, Status.CONFIRMED, Status.PACKED, Status.SENT, Status.DELIVERED)
    elif order.payment_method == Order.PaymentMethod.PAY_AT_POINT:
        the_point_serves(order, Status.CONFIRMED, Status.PACKED, Status.HANDED_OVER)
    elif order.payment_method == Order.PaymentMethod.BANK_TRANSFER:
        the_bank_tells(order)


def is_paid_to_the_dong(order):
    """In the shop's books, and in those of its stock."""
    assert balance(order).owed == 0
    assert all_stock_differences() == []
    assert list(money_differences()) == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.parametrize("means", Order.PaymentMethod.values)
def test_a_shopper_orders_and_pays(someone, stand_in, means, javascript):
    person, fetches = someone(javascript=javascript), means == Order.PaymentMethod.PAY_AT_POINT
    person.may_go_to(stand_in.base)
    page, keys = person.page, Keyboard(person.page)
    comes_to_checkout(keys, person, fetches=fetches, javascript=javascript)
    ordering.says_who_and_where_to(keys, fetches=fetches)
    sees(person, javascript)

    ordering.places_the_order(keys, means)
    if means == Order.PaymentMethod.CARD:
        pays_on_the_hosted_page(keys, stand_in)
    expect(page).to_have_url(ORDER)
    order = Order.objects.get(payment_method=means)
    expect(page.locator("h1")).to_contain_text(order.number)
    keys.walk_there_and_back()
    sees(person, javascript)

    the_money_is_taken(order)
    # A transfer's page looks by itself where it may; every other is looked at again.
    if means != Order.PaymentMethod.BANK_TRANSFER or not javascript:
        page.reload()
    expect(page.locator("main dl", has_text=PAID)).to_be_visible(timeout=15_000)
    sees(person, javascript)
    is_paid_to_the_dong(order)
