"""Every address of the counter, asked and posted to by everybody, for what belongs to another point.

The addresses come from the URL configuration: a new one without an entry in `OBJECTS` fails the first test.
"""

import itertools

import pytest
from django.urls import reverse

from shop.accounts.models import User
from shop.counter import urls
from shop.counter.access import Role
from shop.tests.choices import NO_CHOICE
from shop.tests.journeys.counter_world import OBJECTS, PAYLOADS, SECRETS, Theirs, everything
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db
NAMES = sorted(pattern.name for pattern in urls.urlpatterns)
#: Pages of no point in particular: they show what is one's own, or nothing.
OF_NO_POINT = {name for name in NAMES if not OBJECTS.get(name)}
OF_A_POINT = [name for name in NAMES if name not in OF_NO_POINT]
#: Addresses of a thing under a point: the point may be one's own and the thing another's.
UNDER_A_POINT = [name for name in OF_A_POINT if "code" in OBJECTS[name] and len(OBJECTS[name]) > 1]
METHODS = ("get", "post")
WATCHED = ("partner", "stock", "fulfilment", "warehouse", "order", "trace", "consignments")


@pytest.fixture
def theirs():
    return Theirs()


def a_shopper():
    return User.objects.create_user(email="shopper@example.com", password="quay")


def staff(role):
    """Somebody with a role at a point of their own."""

    def joins():
        point = a_point()
        user = a_seller(point)
        user.memberships.update(role=role)
        user.code = point.partner.code
        return user

    joins.__name__ = role
    return joins


STAFF = [staff(role) for role in Role]


def ask(client, method, name, kwargs):
    data = PAYLOADS.get(name, {}) if method == "post" else {}
    return getattr(client, method)(reverse(f"counter:{name}", kwargs=kwargs), data)


def assert_nothing_of_theirs(answer, before):
    assert not [secret for secret in SECRETS if secret in answer.content.decode(errors="replace")]
    assert everything(*WATCHED) == before


def test_the_sweep_knows_every_address_of_the_counter():
    assert set(NAMES) == set(OBJECTS)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_who_is_not_signed_in_is_sent_to_the_sign_in(client, theirs, name, method):
    before = everything(*WATCHED)
    answer = ask(client, method, name, theirs.kwargs(name))
    if answer.status_code != 405:  # What is only read takes no form from anybody.
        assert answer.status_code == 302
        assert "/tai-khoan/dang-nhap/" in answer["Location"]
    assert_nothing_of_theirs(answer, before)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_who_works_nowhere_is_refused(client, theirs, name, method):
    client.force_login(a_shopper())
    before = everything(*WATCHED)
    answer = ask(client, method, name, theirs.kwargs(name))
    assert answer.status_code in (403, 405)
    assert_nothing_of_theirs(answer, before)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OF_A_POINT)
@pytest.mark.parametrize("who", STAFF)
def test_another_points_things_are_not_there(client, theirs, who, name, method):
    client.force_login(who())
    before = everything(*WATCHED)
    answer = ask(client, method, name, theirs.kwargs(name))
    assert answer.status_code in (403, 404, 405)
    assert_nothing_of_theirs(answer, before)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", UNDER_A_POINT)
@pytest.mark.parametrize("who", STAFF)
def test_nor_are_they_under_the_address_of_ones_own_point(client, theirs, who, name, method):
    user = who()
    client.force_login(user)
    before = everything(*WATCHED)
    answer = ask(client, method, name, theirs.kwargs(name) | {"code": user.code})
    assert answer.status_code in (403, 404, 405)
    assert_nothing_of_theirs(answer, before)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(OF_NO_POINT))
@pytest.mark.parametrize("who", STAFF)
def test_pages_of_no_point_show_nothing_of_another(client, theirs, who, name, method):
    client.force_login(who())
    before = everything(*WATCHED)
    assert_nothing_of_theirs(ask(client, method, name, {}), before)


@pytest.mark.parametrize("name", OF_A_POINT)
def test_the_office_sees_all_of_them(client, theirs, name):
    office = User.objects.create_user(email="office@example.com", password="quay")
    office.is_staff = True
    office.save()
    client.force_login(office)
    answer = ask(client, "get", name, theirs.kwargs(name))
    assert answer.status_code in (200, 302, 405), answer.status_code
    assert answer.streaming or NO_CHOICE not in answer.content.decode(errors="replace")


@pytest.mark.parametrize(("name", "least"), [(n, o["least"]) for n, o in PAYLOADS.items() if "least" in o])
@pytest.mark.parametrize("role", Role)
def test_a_change_takes_the_role_that_it_is_for(client, theirs, name, least, role):
    user = theirs.colleague(role)
    client.force_login(user)
    before = everything(*WATCHED)
    answer = ask(client, "post", name, theirs.kwargs(name))
    may = list(Role).index(role) >= list(Role).index(least)
    assert (answer.status_code == 403) != may, answer.status_code
    if not may:
        assert everything(*WATCHED) == before


@pytest.mark.parametrize("asked", ["q", "lo", "sp", "loc", "diem", "giay", "kieu", "trang"])
def test_whatever_an_address_says_no_page_comes_down(client, theirs, asked):
    client.raise_request_exception = False
    client.force_login(theirs.colleague(Role.MANAGER))
    pages = [reverse(f"counter:{name}", kwargs=theirs.kwargs(name)) for name in NAMES]
    answers = {
        (page, odd): client.get(page, {asked: odd}).status_code
        for page, odd in itertools.product(pages, ["\x00", "a\x00'\"<🍵", "9" * 400])
    }
    assert {key: status for key, status in answers.items() if status >= 500} == {}
