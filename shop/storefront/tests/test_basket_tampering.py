"""Whatever is sent to the basket's forms: refused without loss, and never our fault."""

import pytest
import time_machine
from django.core.cache import cache

from shop.forks.basket.models import Basket, Line
from shop.tests.offers import a_voucher
from shop.tests.worlds import NOW, a_basket, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
MANAGEMENT = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
NONSENSE = ["", "-1", "abc", "1.5", "99999999999999999999", "1e9", "٣", "\x00", "0x10", "9" * 400]


@pytest.fixture
def shop(client):
    """Somebody with three jars in the basket."""
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    cache.clear()
    honey = a_product("Mật ong rừng")
    put_on_shelf(honey, 5, price=100_000)
    client.post(f"/gio-hang/add/{honey.pk}/", {"quantity": 3})
    client.honey, client.line = honey, Line.objects.get()
    return client


def what_is_there():
    return list(Line.objects.order_by("pk").values_list("pk", "basket", "quantity", "price_incl_tax"))


@pytest.mark.parametrize("quantity", NONSENSE)
def test_quantities_are_refused(shop, quantity):
    before = what_is_there()

    lines = {**MANAGEMENT, "form-0-id": shop.line.pk, "form-0-quantity": quantity}
    answers = [shop.post("/gio-hang/", lines)] if quantity else []
    answers.append(shop.post(f"/gio-hang/add/{shop.honey.pk}/", {"quantity": quantity}))

    assert {answer.status_code for answer in answers} <= {302, 400, 422}
    assert what_is_there() == before


@pytest.mark.parametrize(
    "management", [{}, {"form-TOTAL_FORMS": "x"}, {**MANAGEMENT, "form-TOTAL_FORMS": "9999"}]
)
def test_a_form_that_was_taken_apart_changes_nothing(shop, management):
    before = what_is_there()

    answer = shop.post("/gio-hang/", {**management, "form-0-id": "77", "form-0-quantity": "1"})

    assert answer.status_code in {302, 400, 422}
    assert what_is_there() == before


def test_a_price_that_is_sent_along_is_nobodys_price(shop):
    sent = {**MANAGEMENT, "form-0-id": shop.line.pk, "form-0-quantity": "2", "form-0-price_incl_tax": "1"}

    shop.post("/gio-hang/", sent | {"form-0-stockrecord": "1", "price": "1"})
    shop.post(f"/gio-hang/add/{shop.honey.pk}/", {"quantity": 1, "price": 1, "price_incl_tax": 1})

    assert [(line.quantity, line.price_incl_tax) for line in Line.objects.all()] == [(3, 100_000)]


@pytest.mark.parametrize("name", ["aside", "back", "forget"])
@pytest.mark.parametrize("value", ["theirs", *NONSENSE])
def test_other_peoples_lines_stay_where_they_are(shop, name, value):
    theirs = a_basket((shop.honey, 1))
    saved = a_basket((shop.honey, 1))
    Basket.objects.filter(pk=saved.pk).update(status=Basket.SAVED)
    before = what_is_there()

    for line in (theirs.lines.get(), saved.lines.get()):
        sent = line.pk if value == "theirs" else value
        assert shop.post("/gio-hang/de-danh/", {name: sent}).status_code == 302
        lines = {**MANAGEMENT, "form-0-id": line.pk, "form-0-quantity": "2", "form-0-DELETE": "on"}
        assert shop.post("/gio-hang/", lines).status_code in {302, 422}

    assert what_is_there() == before


def test_hidden_goods_and_goods_that_are_not_there_are_not_added(shop):
    hidden = a_product("Ẩn", is_public=False)
    put_on_shelf(hidden, 5)
    before = what_is_there()

    answers = [shop.post(f"/gio-hang/add/{pk}/", {"quantity": 1}) for pk in (hidden.pk, 10**12, 10**30)]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert what_is_there() == before


@pytest.mark.parametrize("code", [*NONSENSE, "<script>", "' OR 1=1 --", "KHONG-CO"])
def test_codes_that_are_none_are_refused_beside_the_field(shop, code):
    a_voucher()

    answer = shop.post("/gio-hang/vouchers/add/", {"code": code})

    assert answer.status_code == 422
    assert answer.context["code_form"].errors["code"]
    assert not Basket.objects.get().vouchers.exists()


@time_machine.travel(NOW, tick=False)
def test_codes_cannot_be_guessed_by_trying(shop):
    answers = [shop.post("/gio-hang/vouchers/add/", {"code": f"A{n}"}).status_code for n in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("message", ["x" * 201, "\x00"])
def test_a_gifts_message_that_does_not_fit_is_shown_again(shop, message):
    answer = shop.post("/gio-hang/qua-tang/", {"gift_message": message})

    assert answer.status_code == 422
    assert answer.context["gift_form"]["gift_message"].value() == message
    assert Basket.objects.get().gift_message == ""


def test_forms_of_somebody_without_a_basket_are_answered(client):
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    cache.clear()
    for address in ("vouchers/add/", "vouchers/1/remove/", "qua-tang/", "de-danh/", "saved/"):
        for sent in ({}, {"code": "A", "back": "1", "gift_message": "Chúc mừng"}):
            assert client.post(f"/gio-hang/{address}", sent).status_code in {302, 422}
    assert not Basket.objects.exists()


def test_a_forged_cookie_opens_nobodys_things(shop):
    saved = a_basket((shop.honey, 1))
    Basket.objects.filter(pk=saved.pk).update(status=Basket.SAVED)
    for forged in (f"{saved.pk}", f"{saved.pk}:abc", "\x00:x", ""):
        shop.cookies["put_aside"] = forged
        assert shop.get("/gio-hang/").context["aside"] == []
