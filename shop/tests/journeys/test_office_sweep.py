"""Every address of the office's dashboard and of the editors' pages, asked and posted to by who is neither.

The addresses come from the URL configuration; each is filled in with what belongs to another point.
"""

import re

import pytest
from django.urls import URLPattern, get_resolver

from shop.accounts.models import User
from shop.counter.access import Role
from shop.tests.journeys.counter_world import SECRETS, Theirs, everything
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db
PLACES = ("quan-tri/", "noi-dung/")
#: Pages on which one signs in or out, or that are the same for everybody.
FOR_ALL = re.compile(r"^(quan-tri|noi-dung)/(login|logout|password_reset|jsi18n|sprite|icons|_util)")
#: A converter of a path, or a named group of a regular expression without brackets inside.
_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?\w+>|\(\?P<\w+>[^()]+\)")
METHODS = ("get", "post")


def routes(patterns, before=""):
    """The routes of the places, as the URL configuration writes them."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if route.startswith(PLACES) and not FOR_ALL.match(route):
                yield route
        else:
            yield from routes(pattern.url_patterns, route)


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def addresses(theirs):
    """Each route with each thing of the other point in its place."""
    order, point = theirs.parcel.order, theirs.point
    things = [
        {order.pk, order.number},
        {point.pk, point.slug},
        {point.partner.pk, point.partner.code},
        {theirs.record.product.pk, theirs.record.product.slug},
    ]
    for route in ROUTES:
        plain = re.sub(r"[\^$]|\\Z", "", route)
        for thing in things:
            number, word = sorted(thing, key=lambda value: isinstance(value, str))
            yield "/" + _PARAMETER.sub(lambda found: _filled(found, number, word), plain)  # noqa: B023


def _filled(found, number, word):
    is_number = found["kind"] == "int" or r"\d" in found[0]
    return str(number if is_number else word)


@pytest.fixture
def theirs():
    return Theirs()


def nobody(theirs):
    return None


def a_shopper(theirs):
    return User.objects.create_user(email="shopper@example.com", password="quay")


def staff(role, *, of_theirs=False):
    """Somebody with a role at a point; at theirs too, nobody but the office is in the office."""

    def joins(theirs):
        user = a_seller(theirs.point if of_theirs else a_point())
        user.memberships.update(role=role)
        return user

    joins.__name__ = f"{role}{'_there' if of_theirs else ''}"
    return joins


PEOPLE = [nobody, a_shopper, *(staff(role) for role in Role), staff(Role.MANAGER, of_theirs=True)]


def is_refused(answer):
    """Not found, not allowed, or sent to sign in."""
    if answer.status_code == 302:
        return "/dang-nhap/" in answer["Location"] or "/login/" in answer["Location"]
    return answer.status_code in (403, 404, 405)


def test_the_sweep_meets_the_dashboard_and_the_editors_pages():
    assert sum(route.startswith("quan-tri/") for route in ROUTES) > 100
    assert sum(route.startswith("noi-dung/") for route in ROUTES) > 150


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_but_the_office_gets_in(client, theirs, who, method):
    user = who(theirs)
    if user:
        client.force_login(user)
    before = everything()
    faults = []
    for address in sorted(set(addresses(theirs))):
        answer = getattr(client, method)(address)
        body = b"" if answer.streaming else answer.content
        said = [secret for secret in SECRETS if secret in body.decode(errors="replace")]
        if said or not is_refused(answer):
            faults.append((address, answer.status_code, answer.headers.get("Location"), said))
    assert faults == []
    assert everything() == before
