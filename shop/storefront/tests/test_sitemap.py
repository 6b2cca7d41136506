"""The sitemap is complete: what everybody may read is in it, with its pictures, and nothing else."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from catalog.pictures.showing import largest
from catalog.pictures.tests.photographs import a_shown_picture
from catalog.producers.models import Producer
from catalog.products.models import Product
from cms.factories import ArticlePageFactory, VillagePageFactory
from shop.machines import sitemaps
from shop.points.models import SalesPoint
from shop.storefront import sitemap_views
from shop.storefront.templatetags.certificates import certificate_url
from shop.tests.worlds import a_commune, a_point, a_producer, a_product, a_variant, certify, put_on_shelf

pytestmark = pytest.mark.django_db
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
I = "{http://www.google.com/schemas/sitemap-image/1.1}"  # noqa: E741
X = "{http://www.w3.org/1999/xhtml}"
HOST = "http://testserver"


@pytest.fixture
def world():
    """Something of each kind, pictured, and some of what is not for everybody."""
    maker = a_producer()
    starred = a_product("Chè shan", stars=4, producer=maker, commune=a_commune())
    tea = a_product("Trà", category="I.6")
    a_variant(tea)
    starred.images.create(picture=a_shown_picture(), display_order=0)
    point = a_point(slug="diem-mau", picture=a_shown_picture())
    put_on_shelf(starred, 3, at=point)
    ArticlePageFactory(slug="gao-moi", picture=a_shown_picture())
    VillagePageFactory(slug="ban-mot")
    gone = a_product("Hết hạn", when_lapsed=Product.WhenLapsed.WITHDRAW_FROM_SALE)
    certify(gone, issued=date(2020, 1, 1))
    unseen = {"producer": a_producer("HTX Rượu"), "commune": a_commune("Mường Nhé", "03160")}
    a_product("Rượu ngô", category="II.1a", age_restricted=True, stars=3, **unseen)
    a_product("Ẩn", is_public=False, stars=3)
    a_point(slug="du-dinh", status="planned")
    ArticlePageFactory(slug="nhap", live=False)


@pytest.fixture
def urls(client):
    """Path → <url>, of one file."""

    def read(path="/sitemap.xml"):
        root = ElementTree.fromstring(client.get(path).content)
        return {url.findtext(f"{S}loc").removeprefix(HOST): url for url in root.iter(f"{S}url")}

    return read


def everything_public():
    """The paths of all that everybody may find, in the language that is active."""
    goods = Product.objects.filter(title_vi__in=["Chè shan", "Trà"])
    yield from (reverse(name) for name in ("catalogue:index", "producers:index", "points:index"))
    yield from (product.get_absolute_url() for product in goods)
    yield from (certificate_url(product) for product in goods.exclude(certificates=None))
    yield from (maker.get_absolute_url() for maker in Producer.objects.all())
    yield from (point.get_absolute_url() for point in SalesPoint.objects.filter(slug="diem-mau"))
    yield from (page.get_url() for page in Page.objects.live().filter(depth__gte=2))
    yield from (f"{reverse('catalogue:index')}?nhom={code}" for code in ("I", "I.5a", "I.6"))
    yield from (
        f"{reverse('catalogue:index')}?{facet}" for facet in ("chu-the=hop-tac-xa-mau", "sao=4", "xa=03151")
    )


def test_all_that_is_public_is_in_it_in_both_languages_and_nothing_else(world, urls):
    expected = set()
    for language in ("vi", "en"):
        with translation.override(language):
            expected |= set(everything_public())

    assert set(urls()) == expected


def test_every_address_is_there_once_under_the_host_that_was_asked(world, client):
    answer = client.get("/sitemap.xml", headers={"host": "ocop.example"})
    found = [loc.text for loc in ElementTree.fromstring(answer.content).iter(f"{S}loc")]

    assert answer["Content-Type"] == "application/xml"
    assert len(found) == len(set(found))
    assert all(address.startswith("http://ocop.example/") for address in found)


def test_every_address_in_it_counts_as_itself_and_may_be_kept(world, urls, client, settings):
    """Canonical and alternates of each page are what the sitemap says of it."""
    for path, url in urls().items():
        page = BeautifulSoup(client.get(path).content, "html.parser")
        told = {link.get("hreflang"): link.get("href").removeprefix(HOST) for link in url.iter(f"{X}link")}
        said = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
        assert page.find("link", rel="canonical")["href"] == settings.PUBLIC_URL + path
        assert said == {language: settings.PUBLIC_URL + address for language, address in told.items()}
        assert page.find("meta", attrs={"name": "robots"}) is None, path


def test_stars_are_listed_while_a_certificate_is_in_force(client, urls, time_machine):
    certify(a_product(), stars=5, issued=date(2025, 3, 1))

    time_machine.move_to(datetime(2028, 3, 1, 16, 59, tzinfo=UTC), tick=False)
    before = set(urls())
    time_machine.move_to(datetime(2028, 3, 1, 17, tzinfo=UTC), tick=False)
    assert before - set(urls()) == {"/san-pham/?sao=5", "/en/san-pham/?sao=5"}


def test_every_address_in_it_can_be_read(world, urls, client):
    for path in urls():
        assert client.get(path).status_code == 200, path


def test_every_address_names_both_languages_and_a_default(world, urls):
    for path, url in urls().items():
        links = {link.get("hreflang"): link.get("href").removeprefix(HOST) for link in url.iter(f"{X}link")}
        assert set(links) == {"vi", "en", "x-default"}, path
        assert links["x-default"] == links["vi"]
        assert path in (links["vi"], links["en"])


def test_pictures_stand_beside_the_pages_that_show_them(world, urls, settings):
    pictured = {path for path, url in urls().items() if url.find(f"{I}image") is not None}
    tea = Product.objects.get(title="Chè shan")

    assert pictured == {
        f"{prefix}{path}"
        for prefix in ("", "/en")
        for path in (f"/san-pham/{tea.slug}_{tea.pk}/", "/diem-ban/diem-mau/", "/tin-tuc/gao-moi/")
    }
    address = urls()["/diem-ban/diem-mau/"].findtext(f"{I}image/{I}loc")
    picture = SalesPoint.objects.get(slug="diem-mau").picture
    assert address == settings.PUBLIC_URL + largest(picture, "plain")
    assert address.endswith("plain-960.jpg")


def test_a_product_says_when_it_was_changed_last(world, urls):
    tea = Product.objects.get(title="Trà")
    said = urls()[tea.get_absolute_url()].findtext(f"{S}lastmod")
    assert datetime.fromisoformat(said) == tea.date_updated


class TestInSeveralFiles:
    @pytest.fixture(autouse=True)
    def small_files(self, monkeypatch):
        monkeypatch.setattr(sitemap_views, "MOST", 4)
        monkeypatch.setattr(sitemaps.BilingualSitemap, "limit", 4)

    def test_an_index_names_files_that_hold_the_same_addresses(self, world, client, urls, monkeypatch):
        root = ElementTree.fromstring(client.get("/sitemap.xml").content)
        files = [loc.text.removeprefix(HOST) for loc in root.iter(f"{S}loc")]
        split = [list(urls(file)) for file in files]
        monkeypatch.setattr(sitemap_views, "MOST", 10_000)
        monkeypatch.setattr(sitemaps.BilingualSitemap, "limit", 10_000)

        assert root.tag == f"{S}sitemapindex"
        assert {len(paths) for paths in split} == {2, 4}
        assert sorted(path for paths in split for path in paths) == sorted(urls())

    @pytest.mark.parametrize("file", ["san-pham-9", "san-pham-0", "gi-do-1", "chung-nhan-1"])
    def test_a_file_that_it_does_not_name_is_not_there(self, client, file):
        a_product()
        assert client.get(f"/sitemap-{file}.xml").status_code == 404
