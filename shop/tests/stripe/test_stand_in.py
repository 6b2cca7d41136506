"""The stand-in of Stripe's API: its hosted page, its dashboard, and the webhooks that it sends."""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlencode

import pytest

from shop.payments.card.events import read_event
from shop.payments.card.exceptions import BadSignature
from shop.payments.tests.test_card_events import ASKED
from shop.tests.stripe.server import SECRET, running


class Shop(BaseHTTPRequestHandler):
    """Keeps the webhooks that come."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((body, self.headers["Stripe-Signature"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def shop():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.came = []
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def stand_in(shop):
    with running(webhook_url=f"http://127.0.0.1:{shop.server_address[1]}/") as server:
        yield server


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(address, **form):
    """(status, body, where it leads)."""
    data = urlencode(form).encode() if form else None
    try:
        with urllib.request.build_opener(Stay).open(address, data, timeout=10) as answer:
            return answer.status, answer.read().decode(), ""
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode(), answer.headers.get("Location", "")


def kinds(shop):
    return [json.loads(body)["type"] for body, _signature in shop.came]


def opened(stand_in, **words):
    return stand_in.world.open_session({**ASKED, **words})


def test_paying_tells_the_shop_and_leads_back_to_it(stand_in, shop):
    session = opened(stand_in, locale="vi")

    status, page, _ = ask(session["url"])
    led = ask(session["url"], do="pay")

    assert status == 200
    assert "185.000 ₫" in page
    assert "DB100001" in page
    assert led == (303, "", "https://shop.example/")
    assert "checkout.session.completed" in kinds(shop)
    assert "đã đóng" in ask(session["url"])[1]


def test_a_declined_card_may_try_again(stand_in, shop):
    session = opened(stand_in, locale="en")

    status, page, _ = ask(session["url"], do="decline")

    assert status == 402
    assert "declined" in page
    assert kinds(shop) == []
    assert ask(session["url"], do="pay")[0] == 303


def test_a_bank_that_answers_later_answers_on_the_dashboard(stand_in, shop):
    session = opened(stand_in)
    ask(session["url"], do="later")

    ask(f"{stand_in.base}/dashboard", do="succeed", id=session["id"])

    assert kinds(shop)[-1] == "checkout.session.async_payment_succeeded"


@pytest.mark.parametrize(("way", "copies"), [("once", 1), ("three times", 3), ("shuffled", 1), ("never", 0)])
def test_the_shop_is_told_in_the_way_that_was_chosen(stand_in, shop, way, copies):
    ask(opened(stand_in)["url"], do="pay", way=way)

    assert kinds(shop).count("checkout.session.completed") == copies


@pytest.mark.parametrize(
    ("way", "is_good"), [("once", True), ("bad signature", False), ("old signature", False)]
)
def test_signatures_are_as_good_as_was_chosen(stand_in, shop, settings, way, is_good):
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    ask(opened(stand_in)["url"], do="pay", way=way)

    for body, signature in shop.came:
        if is_good:
            assert read_event(body, signature).id
        else:
            with pytest.raises(BadSignature):
                read_event(body, signature)
    assert shop.came


def test_the_dashboard_refunds_disputes_and_tells_again(stand_in, shop):
    session = opened(stand_in)
    ask(session["url"], do="pay")
    for doing in ("refund-half", "refund", "dispute"):
        ask(f"{stand_in.base}/dashboard", do=doing, id=session["id"])
    dispute = next(iter(stand_in.world.disputes))
    ask(f"{stand_in.base}/dashboard", do="lose", id=dispute)
    ask(f"{stand_in.base}/dashboard", do="send", id=stand_in.world.events[0]["id"])

    assert [kind for kind in kinds(shop) if kind.startswith(("refund", "charge.d"))] == [
        *("refund.created", "refund.created", "charge.dispute.created", "charge.dispute.closed"),
    ]
    assert kinds(shop).count(stand_in.world.events[0]["type"]) == 2
    assert sum(refund["amount"] for refund in stand_in.world.refunds.values()) == 185_000
    page = ask(f"{stand_in.base}/")[1]
    assert "charge.dispute.closed" in page


@pytest.mark.parametrize("doing", ["nonsense", "succeed", "refund"])
def test_what_cannot_be_done_is_told(stand_in, doing):
    status, body, _ = ask(f"{stand_in.base}/dashboard", do=doing, id=opened(stand_in)["id"])

    assert status == 400
    assert "error" in json.loads(body)


def test_an_unknown_parameter_is_refused_as_stripe_does(stand_in):
    request = urllib.request.Request(
        f"{stand_in.base}/v1/checkout/sessions",
        data=b"mode=payment&line_items[0][colour]=red",
        headers={"Authorization": f"Bearer {stand_in.api.key}"},
    )
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=10)
    assert json.loads(refusal.value.read())["error"]["code"] == "parameter_unknown"


def test_a_session_closes_when_its_time_is_over(stand_in):
    session = opened(stand_in)
    stand_in.world.clock = lambda: session["expires_at"]

    assert stand_in.world.session(session["id"])["status"] == "expired"
    assert stand_in.world.events[-1]["type"] == "checkout.session.expired"


def test_the_command_ends_with_whoever_started_it():
    started = subprocess.Popen(
        [sys.executable, "-m", "shop.tests.stripe", "--port", "0"], stdin=subprocess.PIPE
    )
    started.stdin.close()

    assert started.wait(20) == 0


def test_it_is_bound_to_this_machine(stand_in):
    assert re.match(r"http://127\.0\.0\.1:\d+$", stand_in.base)
