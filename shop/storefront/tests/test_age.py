"""The age gate itself: what it asks, what it keeps of the answer, and where it leads."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as shop_settings
from django.core.signing import get_cookie_signer
from django.test import Client

from shop.storefront import age
from shop.tests.worlds import NOW, a_product, passes_the_age_gate

pytestmark = pytest.mark.django_db
GATE = "/du-tuoi/"
COOKIE = shop_settings.OF_AGE_COOKIE


@pytest.fixture
def spirit():
    return a_product("Rượu nếp nương", category="II.1a")


def is_open(client, spirit):
    return client.get(spirit.get_absolute_url()).status_code == 200


def test_it_asks_plainly_and_works_without_scripts(client):
    answer = client.get(GATE)
    page = BeautifulSoup(answer.content, "html.parser")
    form = page.select_one("main form")
    assert (form["method"], form["action"]) == ("post", GATE)
    assert [(b["name"], b["value"], b.text) for b in form.select("button")] == [
        ("answer", "yes", "Tôi đã đủ 18 tuổi"),
        ("answer", "no", "Tôi chưa đủ 18 tuổi"),
    ]
    assert not form.select("input:not([type=hidden])")
    assert not page.select("main script")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert COOKIE not in answer.cookies


def test_the_list_leads_to_it(client):
    page = BeautifulSoup(client.get("/san-pham/").content, "html.parser")
    assert page.select_one(".age-note a")["href"] == GATE


def test_the_forms_token_is_enough(spirit):
    visitor = Client(enforce_csrf_checks=True)
    form = BeautifulSoup(visitor.get(spirit.get_absolute_url()).content, "html.parser").select_one(
        "main form"
    )
    sent = {field["name"]: field["value"] for field in form.select("input")}
    assert visitor.post(form["action"], {"answer": "yes"}).status_code == 403
    answer = visitor.post(form["action"], {**sent, "answer": "yes"}, follow=True)
    assert answer.redirect_chain == [(spirit.get_absolute_url(), 302)]
    assert answer.status_code == 200


def test_yes_is_kept_by_a_cookie_that_scripts_cannot_read(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = client.post(GATE, {"answer": "yes"}).cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_no_sets_nothing_and_says_what_is_open(client, spirit):
    answer = client.post(GATE, {"answer": "no", "next": spirit.get_absolute_url()})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    assert page.select_one("main a.button")["href"] == "/san-pham/"
    assert not answer.cookies
    assert not is_open(client, spirit)


def test_no_takes_an_earlier_yes_back(client, spirit):
    passes_the_age_gate(client)
    assert is_open(client, spirit)
    client.post(GATE, {"answer": "no"})
    assert not is_open(client, spirit)


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "maybe"}, {"answer": "\x00"}, {"next": "/"}])
def test_no_answer_is_asked_again(client, spirit, sent):
    answer = client.post(GATE, sent)
    assert answer.status_code == 422
    assert "Vui lòng chọn một trong hai câu trả lời." in answer.content.decode()
    assert not is_open(client, spirit)


DRINKS = "/san-pham/?nhom=II"


@pytest.mark.parametrize(
    ("onward", "leads_to"),
    [
        ("/san-pham/ruou_1/?co=2", "/san-pham/ruou_1/?co=2"),
        ("http://testserver/tim/?q=ruou", "http://testserver/tim/?q=ruou"),
        ("/tim/\n?q=1", "/tim/%0A?q=1"),
        ("", DRINKS),
        ("https://elsewhere.example/", DRINKS),
        ("//elsewhere.example/", DRINKS),
        ("///elsewhere.example/", DRINKS),
        ("/\\elsewhere.example/", DRINKS),
        ("javascript:alert(1)", DRINKS),
        ("\x00/san-pham/", DRINKS),
        ("http://[", DRINKS),
        ("/" + "x" * 10_000, DRINKS),
    ],
)
def test_it_leads_on_within_the_shop_only(client, onward, leads_to):
    assert client.post(GATE, {"answer": "yes", "next": onward})["Location"] == leads_to
    assert client.get(GATE, {"next": onward}).status_code == 200


def signed(value, salt=age.SALT):
    return get_cookie_signer(salt=COOKIE + salt).sign(value)


FORGED = {
    "a plain yes": lambda: "yes",
    "nothing": lambda: "",
    "a made-up signature": lambda: "yes:x:y",
    "signed for something else": lambda: signed("yes", salt="another"),
    "another answer": lambda: signed("no"),
    "an altered signature": lambda: signed("yes") + "x",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_forged_cookie_counts_as_none(client, spirit, forge):
    client.cookies[COOKIE] = forge()
    assert not is_open(client, spirit)
    assert "nếp nương" not in client.get("/san-pham/").content.decode()


def test_the_same_signature_made_by_us_counts(client, spirit):
    client.cookies[COOKIE] = signed("yes")
    assert is_open(client, spirit)


def test_a_cookie_of_ours_counts_for_twelve_hours(client, spirit, time_machine):
    time_machine.move_to(NOW, tick=False)
    passes_the_age_gate(client)
    time_machine.move_to(NOW + timedelta(seconds=age.SECONDS - 1), tick=False)
    assert is_open(client, spirit)
    time_machine.move_to(NOW + timedelta(seconds=age.SECONDS + 1), tick=False)
    assert not is_open(client, spirit)


def test_other_products_do_not_ask(client):
    tea = a_product("Trà")
    assert client.get(tea.get_absolute_url()).status_code == 200


def test_only_reading_and_answering_is_allowed(client):
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(GATE).status_code == 405
