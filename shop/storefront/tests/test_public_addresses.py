"""The one public address of every kind of page, in both languages, whatever else was asked for.

The product list's states are in `test_list_addresses`; that pages count as the sitemap says is in
`test_sitemap`.
"""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from cms.factories import ArticlePageFactory, VillagePageFactory
from cms.models.articles import ARTICLES_PER_PAGE
from shop.tests.worlds import a_gift_set, a_point, a_producer, a_product, a_variant, certify, put_on_shelf

pytestmark = pytest.mark.django_db
#: What is asked for, and what counts as its address.
PAGES = {
    "home": ("/?utm_source=thu", "/"),
    "home with a page that it has not": ("/?trang=2", "/"),
    "product": ("{tea}", "{tea}"),
    "product in a size": ("{tea}?co={size}", "{tea}"),
    "product with a page that it has not": ("{tea}?trang=2", "{tea}"),
    "certificate": ("{tea}chung-nhan/?utm_source=qr", "{tea}chung-nhan/"),
    "gift set": ("{gift_set}", "{gift_set}"),
    "makers": ("/chu-the/?x=1", "/chu-the/"),
    "maker": ("/chu-the/hop-tac-xa-mau/?trang=3", "/chu-the/hop-tac-xa-mau/"),
    "points": ("/diem-ban/?san-pham={honey}", "/diem-ban/"),
    "point": ("/diem-ban/diem-mau/?trang=1", "/diem-ban/diem-mau/"),
    "second page of a point's goods": ("/diem-ban/diem-mau/?x=1&trang=2", "/diem-ban/diem-mau/?trang=2"),
    "articles": ("/tin-tuc/?trang=1", "/tin-tuc/"),
    "older articles": ("/tin-tuc/?trang=2&fbclid=1", "/tin-tuc/?trang=2"),
    "article": ("/tin-tuc/bai-0/?utm_source=thu", "/tin-tuc/bai-0/"),
    "offers": ("/uu-dai/?x=1", "/uu-dai/"),
    "villages": ("/du-lich/?x=1", "/du-lich/"),
    "village": ("/du-lich/ban-mot/?trang=2", "/du-lich/ban-mot/"),
}


@pytest.fixture
def world():
    point = a_point(slug="diem-mau")
    tea, honey = a_product("Trà", producer=a_producer()), a_product("Mật ong")
    certify(tea)
    size = a_variant(tea)
    goods = [size, honey, *(a_product() for _ in range(24))]
    for product in goods:
        put_on_shelf(product, 2, at=point)
    for number in range(ARTICLES_PER_PAGE + 1):
        ArticlePageFactory(slug=f"bai-{number}")
    VillagePageFactory(slug="ban-mot")
    gift_set = a_gift_set((honey, 1), at=point).get_absolute_url()
    return SimpleNamespace(tea=tea.get_absolute_url(), size=size.pk, honey=honey.pk, gift_set=gift_set)


@pytest.mark.parametrize("prefix", ["", "/en"], ids=["vi", "en"])
@pytest.mark.parametrize(("asked", "kept"), PAGES.values(), ids=PAGES)
def test_a_page_has_one_address_in_each_language(client, settings, world, asked, kept, prefix):
    answer = client.get(prefix + asked.format(**vars(world)))
    kept, base = kept.format(**vars(world)), settings.PUBLIC_URL
    page = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == 200
    assert page.find("link", rel="canonical")["href"] == base + prefix + kept
    assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
        "vi": base + kept,
        "en": f"{base}/en{kept}",
        "x-default": base + kept,
    }
    assert page.find("meta", attrs={"name": "robots"}) is None


def test_a_size_is_found_under_its_product(client, world):
    answer = client.get(f"/san-pham/bat-ky_{world.size}/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (301, world.tea)


def test_what_is_nobodys_to_find_has_no_address(client):
    spirit = a_product(category="II.1a")
    for path in ("/khong-co/", "/gio-hang/", "/tai-khoan/dang-nhap/", spirit.get_absolute_url()):
        page = BeautifulSoup(client.get(path).content, "html.parser")
        assert page.find("link", rel="canonical") is None, path
        assert page.find("meta", attrs={"name": "robots"})["content"].startswith("noindex"), path
