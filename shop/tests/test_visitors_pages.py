"""Every page that the sitemap names is the same for everybody: caches keep it, and it is sent once only."""

import re

import pytest

from cms.factories import ArticlePageFactory, VillagePageFactory
from shop.accounts.models import User
from shop.tests.worlds import a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
#: A page of each kind that a visitor reads.
KINDS = ["/", "/san-pham/", "/chu-the/", "/diem-ban/", "/tin-tuc/", "/du-lich/"]


@pytest.fixture
def pages(client):
    """The addresses of a small shop's sitemap, each in both languages."""
    point = a_point(slug="diem-mau")
    put_on_shelf(a_product("Chè shan", stars=4, producer=a_producer()), 5, at=point)
    ArticlePageFactory(slug="gao-moi")
    VillagePageFactory(slug="ban-mot")
    sitemap = client.get("/sitemap.xml").content.decode()
    paths = set(re.findall(r"<loc>http://testserver(/[^<]*)</loc>", sitemap))
    found = sorted(paths | {f"/en{path}" for path in paths if not path.startswith("/en/")})
    assert [kind for kind in KINDS if f"/en{kind}" not in found or kind not in found] == []
    return found


def of_a_browser(client, path, **headers):
    return client.get(path, headers={"Accept-Encoding": "gzip, br", **headers})


def test_a_page_carries_no_cookie_and_varies_on_none(client, pages):
    for path in pages:
        answer = of_a_browser(client, path)

        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "cookie" not in answer.get("Vary", "").lower(), path
        assert re.fullmatch(r"public, max-age=([1-9]|[1-5]\d|60)", answer["Cache-Control"]), path


def test_a_page_is_compressed_and_nothing_of_it_is_sent_twice(client, pages):
    for path in pages:
        answer = of_a_browser(client, path)
        again = of_a_browser(client, path, **{"If-None-Match": answer["ETag"]})

        assert answer["Content-Encoding"] in {"gzip", "br"}, path
        assert (again.status_code, again.content) == (304, b""), path


def test_a_shopper_and_the_staff_get_the_very_same_page(client, pages):
    """What a cache keeps of one person's visit is shown to the next."""
    strangers = {path: client.get(path)["ETag"] for path in pages}
    client.force_login(User.objects.create_user("seller@example.com", "x"))
    client.cookies["basket_count"] = "3"
    client.cookies["oscar_open_basket"] = "1:made-up"

    for path in pages:
        answer = client.get(path)

        assert answer["ETag"] == strangers[path], path
        assert not answer.cookies, path
