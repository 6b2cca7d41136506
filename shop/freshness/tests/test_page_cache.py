"""Visitors' pages are kept while nothing that they show can have changed, and not a moment longer."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.products.models import Product
from shop.tests.worlds import NOW, a_product, certify, put_on_shelf

pytestmark = pytest.mark.django_db
LIST = "/san-pham/"


@pytest.fixture(autouse=True)
def kept(settings, time_machine):
    """Pages are kept, and the clock stands still."""
    time_machine.move_to(NOW, tick=False)
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": local, "LOCATION": name} for name in ("default", "pages")}
    yield
    caches["pages"].clear()


@pytest.fixture
def ask(client):
    """A page, and how many queries it took."""

    def answer(path=LIST, **headers):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path, headers=headers)
        return response, len(asked)

    return answer


@pytest.fixture
def warm(ask):
    """A page that is kept: the second request of an address is."""

    def warmed(path=LIST):
        ask(path)
        return ask(path)[0]

    return warmed


def test_a_kept_page_is_the_page_with_all_its_headers_for_one_query(ask, warm):
    a_product("Trà shan tuyết")
    made = warm()
    kept, queries = ask()
    assert queries == 1
    assert kept.content == made.content
    assert dict(kept.items()) == dict(made.items())
    assert "Content-Security-Policy" in kept
    assert not kept.cookies


def test_a_change_is_seen_at_once(ask, warm):
    product = a_product("Trà shan tuyết")
    warm()
    Product.objects.filter(pk=product.pk).update(title_vi="Mật ong rừng")
    page = ask()[0].content.decode()
    assert "Mật ong rừng" in page
    assert "Trà shan tuyết" not in page


def test_what_is_left_on_the_shelf_is_what_is_left_now(ask, warm):
    product = a_product()
    put_on_shelf(product, 3)
    address = product.get_absolute_url()
    assert 'max="3"' in warm(address).content.decode()
    put_on_shelf(product, 4)
    assert 'max="7"' in ask(address)[0].content.decode()


def test_stars_go_at_the_minute_at_which_the_certificate_ends(ask, warm, time_machine):
    product = a_product()
    last = certify(product, stars=4).ends_date
    evening = NOW.replace(year=last.year, month=last.month, day=last.day, hour=16, minute=59, second=59)
    time_machine.move_to(evening, tick=False)
    page = warm()
    assert "4 sao OCOP" in page.content.decode()
    assert page["Cache-Control"] == "public, max-age=1"
    time_machine.shift(1)
    assert "4 sao OCOP" not in ask()[0].content.decode()


def test_who_has_the_page_is_told_so_without_its_body(ask, warm):
    made = warm()
    answer, queries = ask(**{"If-None-Match": made["ETag"]})
    assert (answer.status_code, answer.content, queries) == (304, b"", 1)
    assert answer["ETag"] == made["ETag"]


def test_each_language_and_question_has_its_own(ask, warm):
    a_product("Trà shan tuyết", title_en="Snow shan tea")
    warm(LIST)
    warm(f"/en{LIST}")
    assert "Snow shan tea" in ask(f"/en{LIST}")[0].content.decode()
    assert "Snow shan tea" not in ask(LIST)[0].content.decode()
    assert ask(f"{LIST}?q=khong-co")[0].content != ask(LIST)[0].content


def test_packed_and_plain_pages_are_kept_apart(ask, warm):
    a_product("Trà shan tuyết")
    warm()
    ask(**{"Accept-Encoding": "gzip"})
    packed = ask(**{"Accept-Encoding": "gzip"})[0]
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in ask()[0]


@pytest.mark.parametrize("path", ["/gio-hang/", "/san-pham/khong-co_999999/", f"{LIST}?sao=9"])
def test_pages_of_ones_own_and_faults_are_never_kept(warm, path):
    warm(path)
    assert all("known:" in key for key in caches["pages"]._cache)
