"""The way to the card company, by its own client, against a stand-in over real HTTP."""

import threading
from datetime import timedelta

import pytest
import stripe

from shop.payments.card.exceptions import KeyRefused, NotConfigured, NotFound, Refused, Unreachable
from shop.payments.card.gateway import API_VERSION, LARGEST, SMALLEST, CardGateway, gateway, is_configured
from shop.tests.stripe.api import REPLY_LOST
from shop.tests.stripe.server import KEY
from shop.tests.worlds import NOW

HOUR = timedelta(hours=1)
WORDS = {
    "reference": "DB100001",
    "attempt": 1,
    "amount": 185_000,
    "description": "Đơn hàng DB100001",
    "language": "vi",
    "success_url": "https://shop.example/don-hang/abc/",
    "cancel_url": "https://shop.example/don-hang/abc/",
    "expires_at": NOW + HOUR,
    "email": "",
    "key": "pay:abc:1",
}


@pytest.fixture
def way(stand_in):
    return CardGateway(KEY, stand_in.base, timeout=(1, 2), retries=0)


def opened(way, **words):
    return way.open_session(**{**WORDS, **words})


def paid(way, stand_in, **words):
    """The payment of a session that somebody has paid by."""
    return stand_in.world.pay(opened(way, **words).id)["payment_intent"]


def test_a_session_asks_for_whole_dong_and_says_what_it_is_for(way):
    session = opened(way)

    assert (session.amount, session.currency, session.reference) == (185_000, "vnd", "DB100001")
    assert (session.attempt, session.status, session.is_paid, session.payment) == (1, "open", False, "")
    assert session.expires_at == NOW + HOUR
    assert session.url.endswith(session.id)


def test_the_pinned_version_is_the_one_that_the_pinned_client_was_made_for(way, stand_in):
    session = opened(way)

    assert stand_in.world.sessions[session.id]["_version"] == API_VERSION == stripe.api_version


@pytest.mark.parametrize(("language", "locale"), [("vi", "vi"), ("en", "en"), ("lo", "vi")])
def test_the_hosted_page_speaks_the_shoppers_language(way, stand_in, language, locale):
    session = opened(way, language=language)

    assert stand_in.world.sessions[session.id]["locale"] == locale


def test_an_email_is_filled_in_where_there_is_one(way, stand_in):
    session = opened(way, email="lan@example.com")

    assert stand_in.world.sessions[session.id]["customer_email"] == "lan@example.com"


def test_the_same_key_gives_the_same_session(way, stand_in):
    assert opened(way).id == opened(way).id
    assert len(stand_in.world.sessions) == 1


def test_the_same_key_for_something_else_is_refused(way):
    opened(way)

    with pytest.raises(Refused, match="same parameters"):
        opened(way, amount=999_000)


def test_a_session_whose_reply_got_lost_is_found_again_by_its_key(way, stand_in):
    stand_in.api.faults.append(REPLY_LOST)
    with pytest.raises(Unreachable):
        opened(way)

    session = opened(way)

    assert list(stand_in.world.sessions) == [session.id]


def test_the_client_itself_asks_again_under_the_same_key(stand_in):
    stand_in.api.faults.extend([503, REPLY_LOST])

    session = opened(CardGateway(KEY, stand_in.base, retries=2))

    assert list(stand_in.world.sessions) == [session.id]
    assert {key for _method, _path, key in stand_in.api.calls} == {"pay:abc:1"}


def test_two_calls_under_one_key_at_once_are_one_session(way, stand_in):
    arrived, go_on = threading.Event(), threading.Event()

    def before(method, path):
        arrived.set()
        assert go_on.wait(10)

    stand_in.api.before = before
    first = []
    slow = threading.Thread(target=lambda: first.append(opened(way)))
    slow.start()
    assert arrived.wait(10)
    with pytest.raises(Unreachable):
        # Refused for now (409): the first is still under way.
        CardGateway(KEY, stand_in.base, retries=0).open_session(**WORDS)
    go_on.set()
    slow.join()

    assert opened(way).id == first[0].id
    assert len(stand_in.world.sessions) == 1


@pytest.mark.parametrize("amount", [0, 500, LARGEST + 1])
def test_an_amount_that_no_card_pays_is_refused(way, amount):
    with pytest.raises(Refused):
        opened(way, amount=amount)


@pytest.mark.parametrize("amount", [SMALLEST, LARGEST])
def test_the_smallest_and_the_largest_amount_are_taken(way, amount):
    assert opened(way, amount=amount).amount == amount


@pytest.mark.parametrize("away", [timedelta(minutes=20), timedelta(hours=25)])
def test_a_session_lives_between_half_an_hour_and_a_day(way, away):
    with pytest.raises(Refused, match="30 minutes"):
        opened(way, expires_at=NOW + away)


def test_a_strangers_key_is_refused(stand_in):
    with pytest.raises(KeyRefused):
        opened(CardGateway("rk_test_of_somebody_else", stand_in.base, retries=0))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_the_company_cannot_do_now_may_be_tried_later(way, stand_in, status):
    stand_in.api.faults.append(status)

    with pytest.raises(Unreachable):
        opened(way)


def test_nobody_at_the_other_end_is_unreachable():
    with pytest.raises(Unreachable):
        opened(CardGateway(KEY, "http://127.0.0.1:9", timeout=(1, 1), retries=0))


def test_a_paid_session_names_its_payment(way, stand_in):
    session = opened(way)
    stand_in.world.pay(session.id)

    now = way.session(session.id)

    assert (now.status, now.is_paid, now.is_open, now.url) == ("complete", True, False, "")
    assert now.payment.startswith("pi_")


def test_a_session_that_waits_for_the_bank_says_so(way, stand_in):
    session = opened(way)
    stand_in.world.pay(session.id, later=True)

    assert way.session(session.id).is_waiting


def test_a_session_that_there_is_not_is_not_found(way):
    with pytest.raises(NotFound):
        way.session("cs_test_nothing")
    with pytest.raises(NotFound):
        way.expire("cs_test_nothing")


def test_an_expired_session_takes_no_money(way):
    session = opened(way)

    assert way.expire(session.id).status == "expired"
    assert way.expire(session.id).status == "expired"
    assert way.session(session.id).url == ""


def test_expiring_a_session_that_was_paid_meanwhile_says_that_it_is_paid(way, stand_in):
    session = opened(way)
    stand_in.world.pay(session.id)

    assert way.expire(session.id).is_paid


def test_a_payment_goes_back_in_parts_and_never_more_than_there_was(way, stand_in):
    payment = paid(way, stand_in)

    part = way.refund(payment=payment, amount=85_000, reference="7", key="refund:7")
    rest = way.refund(payment=payment, amount=100_000, reference="8", key="refund:8")

    assert (part.amount, part.reference, part.is_done, part.payment) == (85_000, "7", True, payment)
    assert [refund.id for refund in way.refunds(payment)] == [rest.id, part.id]
    with pytest.raises(Refused) as refusal:
        way.refund(payment=payment, amount=1_000, reference="9", key="refund:9")
    assert refusal.value.code == "charge_already_refunded"


def test_a_refund_asked_for_again_is_the_same_refund(way, stand_in):
    payment = paid(way, stand_in)
    stand_in.api.faults.append(REPLY_LOST)
    with pytest.raises(Unreachable):
        way.refund(payment=payment, amount=50_000, reference="7", key="refund:7")

    way.refund(payment=payment, amount=50_000, reference="7", key="refund:7")

    assert [refund.amount for refund in way.refunds(payment)] == [50_000]


def test_without_keys_there_is_no_way(settings):
    assert not is_configured()
    with pytest.raises(NotConfigured):
        gateway()


def test_with_its_keys_the_shop_takes_cards(cards):
    assert is_configured()
    assert gateway().open_session(**WORDS).is_open


def test_every_call_that_changes_something_bears_an_idempotency_key(way, stand_in):
    session = opened(way)
    stand_in.world.pay(session.id)
    payment = way.session(session.id).payment
    way.expire(opened(way, key="pay:abc:2").id)
    way.refund(payment=payment, amount=10_000, reference="1", key="refund:1")

    keys = [key for method, _path, key in stand_in.api.calls if method == "POST"]

    assert len(keys) == len(set(keys)) == 4
    assert all(keys)
