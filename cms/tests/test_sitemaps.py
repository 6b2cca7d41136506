"""What search engines are told about the pages."""

import pytest

from cms.factories import ArticlePageFactory, VillagePageFactory
from cms.sitemaps import PageSitemap
from shop.tests.worlds import NOW

pytestmark = pytest.mark.django_db


def test_all_live_pages_by_their_paths():
    ArticlePageFactory(slug="gao-moi", last_published_at=NOW)
    ArticlePageFactory(slug="nhap", live=False)
    VillagePageFactory(slug="ban-mot")
    sitemap = PageSitemap()
    pages = list(sitemap.items())
    assert [sitemap.location(page) for page in pages] == [
        "/",
        "/tin-tuc/",
        "/tin-tuc/gao-moi/",
        "/du-lich/",
        "/du-lich/ban-mot/",
    ]
    assert sitemap.lastmod(pages[2]) == NOW


def test_the_host_is_the_one_that_is_asked_for(client):
    from django.contrib.sites.requests import RequestSite

    site = RequestSite(type("Request", (), {"get_host": staticmethod(lambda: "ocop.example")})())
    urls = PageSitemap().get_urls(site=site, protocol="https")
    assert urls[0]["location"] == "https://ocop.example/"


def test_many_pages_take_no_more_queries(django_assert_max_num_queries):
    ArticlePageFactory.create_batch(20)
    sitemap = PageSitemap()
    with django_assert_max_num_queries(3):
        for page in sitemap.items():
            sitemap.location(page)
