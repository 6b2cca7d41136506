"""The sample pages: all of them answer, name their sources, and stay as people leave them."""

import csv

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from cms.models import ArticlePage, HomePage, VillagePage
from shop.demo.certificates import build_certificates
from shop.demo.goods import build_producers, build_products
from shop.demo.pages import build_pages
from shop.demo.places import build_communes, build_groups
from shop.demo.points import build_points, build_warehouse
from shop.demo.rows import DATA, Tally
from shop.tests.worlds import NOW

pytestmark = pytest.mark.usefixtures("pages")


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The sample shop's pages, and what they speak of. It takes seconds, so all tests share it."""
    goods = [build_communes, build_groups, build_producers, build_products, build_warehouse, build_points]
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            for build in goods:
                build()
            build_certificates(at=NOW)
            yield build_pages(at=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def changing():
    """Lets a test write on top of the shared pages; what it writes is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def text_of(page):
    response = Client().get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_there_are_a_home_page_five_articles_and_sixteen_places(pages):
    assert pages == Tally(22, 22)
    assert (ArticlePage.objects.live().count(), VillagePage.objects.live().count()) == (5, 16)


def test_every_article_shows_a_product_and_names_its_sources():
    for article in ArticlePage.objects.all():
        page = text_of(article)
        assert "product-card__title" in page
        assert "Nguồn</h2>" in page


def test_articles_lie_in_the_past_of_the_day_they_were_built_on():
    assert all(article.date < NOW.date() for article in ArticlePage.objects.all())


def test_every_place_stands_with_the_facts_and_sources_of_its_row():
    with (DATA / "tourism.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            village = VillagePage.objects.get(title=row["name"])
            page = text_of(village)
            assert village.commune_id == (row["commune_code"] or None)
            assert row["ethnic_group"] in page
            assert len(village.source_lines) == row["source"].count(" | ") + 1


def test_a_second_run_changes_nothing():
    before = list(ArticlePage.objects.values_list("pk", "latest_revision", "last_published_at"))
    assert build_pages(at=NOW) == Tally(22, 0)
    assert list(ArticlePage.objects.values_list("pk", "latest_revision", "last_published_at")) == before


def test_what_a_marketer_changed_stays(changing):
    home, article = HomePage.objects.get(), ArticlePage.objects.first()
    home.body = []
    home.save_revision().publish()
    article.title = "Tên mới"
    article.save()
    VillagePage.objects.last().delete()
    assert build_pages(at=NOW) == Tally(22, 1)
    assert not HomePage.objects.get().body
    assert ArticlePage.objects.get(pk=article.pk).title == "Tên mới"


def test_the_sample_home_asks_the_database_ten_times(django_assert_num_queries):
    home = HomePage.objects.get()
    text_of(home)
    # Four are Wagtail's own; the journal for aisles, for products and for a row, points, articles and
    # villages make six.
    with django_assert_num_queries(10):
        Client().get("/")
