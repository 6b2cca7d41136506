"""The strip that joins the places of staff: who sees which way, where, and what it costs."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.accounts.models import User
from shop.accounts.places import places_of
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db

SHOP, COUNTER, OFFICE, CONTENT = "/", "/quay/", "/quan-tri/", "/noi-dung/"


def a_user(**values):
    return User.objects.create(email="somebody@example.com", **values)


def an_editor():
    user = a_user()
    group = Group.objects.create(name="Biên tập")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def an_editor_who_sells():
    user = an_editor()
    a_point().partner.users.add(user)
    return user


def the_head():
    return a_user(is_staff=True, is_superuser=True)


@pytest.mark.parametrize(
    ("somebody", "ways"),
    [
        (a_user, [SHOP]),
        (lambda: a_seller(a_point()), [SHOP, COUNTER]),
        (an_editor, [SHOP, CONTENT]),
        (an_editor_who_sells, [SHOP, COUNTER, CONTENT]),
        (lambda: a_user(is_staff=True), [SHOP, COUNTER, OFFICE]),
        (lambda: a_user(is_superuser=True), [SHOP, COUNTER, CONTENT]),
        (the_head, [SHOP, COUNTER, OFFICE, CONTENT]),
    ],
)
def test_everybody_sees_the_shop_and_the_places_that_let_them_in(client, somebody, ways):
    user = somebody()
    assert [place.address for place in places_of(user)] == ways
    client.force_login(user)
    for address in {COUNTER, OFFICE, CONTENT}:
        is_let_in = client.get(address).status_code == 200
        assert is_let_in is (address in ways), address


@pytest.mark.parametrize("here", [COUNTER, OFFICE, CONTENT])
def test_the_strip_stands_in_every_place_and_says_where_one_is(client, here):
    client.force_login(the_head())
    page = client.get(here).content.decode()
    strip = page.split('<header class="places">')[1].split("</header>")[0]
    assert page.count('<header class="places">') == 1
    for way in (SHOP, COUNTER, OFFICE, CONTENT):
        is_here = ' aria-current="true"' if way == here else ""
        assert f'<a href="{way}"{is_here}>' in strip
    assert 'action="/tai-khoan/dang-xuat/"' in strip
    assert "csrfmiddlewaretoken" in strip


def test_a_page_of_the_shop_has_no_strip(client):
    client.force_login(the_head())
    assert b'class="places"' not in client.get("/san-pham/").content


def test_the_ways_cost_a_seller_three_queries_and_the_office_none():
    seller = a_seller(*(a_point() for _ in range(4)))
    for user, cost in ((User.objects.get(pk=seller.pk), 3), (the_head(), 0)):
        with CaptureQueriesContext(connection) as asked:
            places_of(user)
        assert len(asked) == cost
