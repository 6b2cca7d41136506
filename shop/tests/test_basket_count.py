"""The small cookie from which the header's script reads how many things are in the basket."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from shop.middleware import COUNT_COOKIE, BasketMiddleware
from shop.tests import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def basket():
    product = worlds.a_product()
    worlds.put_on_shelf(product, 9)
    return worlds.a_basket((product, 2))


def answered(basket, *, cookie=None, touched=True):
    """The answer to a request with this basket, which the page has looked at or not."""
    request = RequestFactory().get("/")
    request.cookies_to_delete, request.user = [], AnonymousUser()
    if cookie is not None:
        request.COOKIES[COUNT_COOKIE] = cookie
    request.basket = SimpleLazyObject(lambda: basket)
    if touched:
        assert request.basket.id
    return BasketMiddleware(lambda request: None).process_response(request, HttpResponse())


def test_it_tells_how_many_things_there_are(basket):
    assert answered(basket).cookies[COUNT_COOKIE].value == "2"


def test_it_is_not_sent_again_while_it_is_right(basket):
    assert COUNT_COOKIE not in answered(basket, cookie="2").cookies


def test_it_tells_none_once_they_are_ordered(basket):
    basket.submit()
    assert answered(basket, cookie="2").cookies[COUNT_COOKIE].value == "0"


def test_a_page_that_does_not_look_into_the_basket_sends_none(basket):
    assert COUNT_COOKIE not in answered(basket, touched=False).cookies
