"""Whatever a person can send to whatever address: words or a 4xx page in the shop's own look, never a 500."""

import itertools

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from shop.forks.reviews.tests.buying import a_line
from shop.tests.worlds import a_point, a_producer, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
ODD = [
    "",
    "chữ",
    "-1",
    "0",
    "9" * 30,
    "1e9",
    "x" * 10_000,
    "🍵",
    "'\"<script>alert(1)</script>",
    "\x00",
    "a\x00b",
    "../../etc/passwd",
    "%s%n{{7*7}}",
    "\ud800".encode("utf-8", "surrogatepass"),
]
#: Every parameter that any public page reads, asked of every page.
PARAMETERS = ["sao", "nhom", "chu-the", "xa", "sap-xep", "trang", "noi", "vi-tri", "mo-cua", "san-pham"]
PARAMETERS += ["province", "commune", "dia-chi"]
PARAMETERS += [
    "stars",
    "group",
    "producer",
    "commune",
    "sort",
    "limit",
    "offset",
    "near",
    "next",
    "diem",
    "q",
    "ma",
]
FIELDS = ["quantity", "number", "phone", "key", "method", "name", "email", "province", "commune", "street"]
FIELDS += ["point", "agreed_total", "place", "edit", "username", "password", "next", "to", "seen", "reason"]
FIELDS += ["form-TOTAL_FORMS", "form-INITIAL_FORMS", "form-0-id", "form-0-quantity", "code", "note"]
FIELDS += ["score", "text"]
FIELDS += ["password1", "password2", "consent", "old_password", "new_password1", "language", "is_usual"]

#: Pages without anything behind them.
PAGES = [
    "/",
    "/en/",
    "/san-pham/",
    "/chu-the/",
    "/diem-ban/",
    "/du-lich/",
    "/tin-tuc/",
    "/gio-hang/",
    "/thanh-toan/",
    "/don-hang/",
    "/tai-khoan/",
    "/tai-khoan/dang-nhap/",
    "/quay/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/sitemap.xml",
    "/api/v1/products",
    "/api/v1/producers",
    "/api/v1/sales-points",
]


@pytest.fixture
def addresses():
    """Every page of the shop with something real behind it."""
    producer, point = a_producer(), a_point()
    product = a_product(producer=producer, stars=4)
    put_on_shelf(product, 9, at=point)
    order = an_order((product, 1))
    sent = a_line()
    seller = a_seller(point, email="seller@example.com")
    parcel = order.fulfilments.get()
    places = list(PAGES)
    places += [o.get_absolute_url() for o in (product, producer, point, order)]
    places += [f"{sent.order.get_absolute_url()}danh-gia/{sent.pk}/", "/san-pham/da-xem/"]
    places += [f"/tai-khoan/{page}/" for page in ("dang-ky", "dang-ky/x", "don-hang", "thong-tin")]
    places += [f"/tai-khoan/{page}/" for page in ("dia-chi/them", "du-lieu", "xoa", "doi-mat-khau")]
    places += [f"/tai-khoan/yeu-thich/{product.pk}/{step}/" for step in ("them", "bo", "vao-gio")]
    places += [f"/gio-hang/add/{product.pk}/", f"/quay/kien/{parcel.pk}/", f"/api/v1/products/{product.pk}"]
    places += [f"/api/v1/sales-points/{point.slug}/stock", "/api/v1/openapi.json"]
    return seller, places


@pytest.fixture(params=["visitor", "seller"])
def sender(request, addresses):
    """Somebody who does not raise the server's faults but gets its pages."""
    client = Client(raise_request_exception=False)
    if request.param == "seller":
        client.force_login(addresses[0])
    return client


def faults(answers):
    return [(what, answer.status_code) for what, answer in answers if answer.status_code >= 500]


@pytest.mark.slow
def test_odd_values_in_the_address(sender, addresses):
    _seller, places = addresses
    answers = [
        ((place, ascii(odd)), sender.get(place, dict.fromkeys(PARAMETERS, odd)))
        for place, odd in itertools.product(places, ODD)
    ]
    assert faults(answers) == []


@pytest.mark.slow
@pytest.mark.parametrize("place", ["/diem-ban/", "/tin-tuc/", "/api/v1/products", "/api/v1/sales-points"])
def test_each_odd_value_alone(addresses, place):
    """One at a time too, since the first bad parameter may hide what a later one would do."""
    visitor = Client(raise_request_exception=False)
    answers = [
        ((place, name, ascii(odd)), visitor.get(place, {name: odd}))
        for name, odd in itertools.product(PARAMETERS, ODD)
    ]
    assert faults(answers) == []


@pytest.mark.slow
def test_odd_values_in_every_form(sender, addresses):
    _seller, places = addresses
    answers = [
        ((place, ascii(odd)), sender.post(place, dict.fromkeys(FIELDS, odd)))
        for place, odd in itertools.product(places, ODD)
    ]
    assert faults(answers) == []


@pytest.mark.slow
def test_a_parameter_given_many_times(sender, addresses):
    _seller, places = addresses
    answers = [(p, sender.get(p, dict.fromkeys(PARAMETERS, ["4", "x", "5"]))) for p in places]
    assert faults(answers) == []


def test_wrong_methods(sender, addresses):
    _seller, places = addresses
    answers = [
        ((place, method), sender.generic(method, place, b"{not json", content_type="application/json"))
        for place, method in itertools.product(places, ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
    ]
    assert faults(answers) == []


@pytest.mark.slow
def test_every_address_with_an_id_that_does_not_exist(sender, addresses):
    answers = []
    for route in _routes(get_resolver().url_patterns):
        for odd in ("0", "9" * 30, "khong-co", "🍵"):
            answers.append(((route, odd), sender.get("/" + _filled(route, odd))))
    assert len(answers) >= 40
    assert faults(answers) == []


def _routes(patterns, before=""):
    """The routes with a parameter in them, staff's interfaces left to their own libraries' tests."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if route.startswith(("quan-tri/", "noi-dung/", "tai-lieu/")):
            continue
        if isinstance(pattern, URLPattern):
            if "<" in route:
                yield route
        else:
            yield from _routes(pattern.url_patterns, route)


def _filled(route, value):
    plain = route.replace("^", "").replace("$", "").replace("\\Z", "")
    parts, depth, out = plain, 0, []
    for letter in parts:
        depth += letter in "<("
        if not depth:
            out.append(letter)
        if letter in ">)":
            depth -= 1
            if not depth and (not out or out[-1] != value):
                out.append(value)
    return "".join(out)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/khong-co/", 404), ("/san-pham/x_0/", 404), ("/en/diem-ban/khong-co/", 404), ("/don-hang/x/", 404)],
)
def test_a_wrong_address_gets_a_page_in_the_shops_own_look(client, address, status):
    answer = client.get(address)

    assert answer.status_code == status
    assert "OCOP" in answer.content.decode()
    assert 'href="/san-pham/"' in answer.content.decode() or 'href="/en/san-pham/"' in answer.content.decode()
