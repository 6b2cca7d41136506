"""What people see when a page cannot be given, and how an old browser buys all the same."""

import re

import pytest
from django.test import RequestFactory

from shop.storefront import errors
from shop.tests import worlds


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.permission_denied, 403), (errors.not_found, 404)],
)
def test_a_page_that_cannot_be_given_says_so_in_the_shops_own_look(view, status):
    response = view(RequestFactory().get("/en/x"), Exception("secret"))
    html = response.content.decode()
    assert response.status_code == status
    assert "site-header" in html
    assert "<h1" in html
    assert "secret" not in html


def test_a_fault_of_ours_is_shown_without_database_or_request(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "site-header" in response.content.decode()


@pytest.mark.django_db
def test_a_missing_page_answers_404_and_sets_no_cookie(client):
    response = client.get("/san-pham/khong-co/cai-nay/")
    assert response.status_code == 404
    assert not response.cookies
    assert "error-page" in response.content.decode()


@pytest.fixture
def old_browser(client):
    """A browser that does not say where its forms come from."""
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.django_db
def test_an_old_browser_confirms_and_then_has_the_goods_in_its_basket(old_browser):
    product = worlds.a_product("Mật ong hoa ban")
    worlds.put_on_shelf(product, 9)
    asked = old_browser.post(f"/gio-hang/add/{product.pk}/", {"quantity": "3"})
    html = asked.content.decode()
    assert asked.status_code == 403
    assert "no-store" in asked["Cache-Control"]
    assert "Mật ong hoa ban" in html
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    quantity = re.search(r'name="quantity"[^>]*value="([^"]+)"', html)[1]
    form = {"quantity": quantity, "csrfmiddlewaretoken": token}
    added = old_browser.post(f"/gio-hang/add/{product.pk}/", form)
    assert added.status_code == 302
    assert old_browser.cookies["basket_count"].value == "3"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["-5", "0", "99999999", "ba", "😀", "\x00", "1" * 10_000, '"><script>', "٣"]
)
def test_what_cannot_be_a_quantity_is_asked_again_as_one(old_browser, typed):
    product = worlds.a_product()
    worlds.put_on_shelf(product, 9)
    html = old_browser.post(f"/gio-hang/add/{product.pk}/", {"quantity": typed}).content.decode()
    assert re.search(r'name="quantity"[^>]*value="1"', html)


@pytest.mark.django_db
def test_any_other_form_without_its_token_changes_nothing_and_says_so(old_browser):
    response = old_browser.post("/don-hang/", {"number": "1", "phone": "0912345678"})
    assert response.status_code == 403
    assert "confirm-add" not in response.content.decode()
    assert "error-page" in response.content.decode()


@pytest.mark.django_db
def test_goods_that_are_not_there_cannot_be_confirmed(old_browser):
    response = old_browser.post("/gio-hang/add/999999/", {"quantity": "1"})
    assert response.status_code == 403
    assert "confirm-add" not in response.content.decode()


def test_a_visitors_page_touches_neither_session_nor_user_nor_token():
    request = RequestFactory().get("/khong-co/")
    html = errors.not_found(request).content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "CSRF_COOKIE" not in request.META
    assert 'rel="canonical"' not in html
