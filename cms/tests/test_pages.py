"""What a visitor reads: home, articles, villages; the same for everybody, kept by caches for a minute."""

import unicodedata
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site
from wagtail_factories import ImageFactory

from cms.factories import ArticlePageFactory, VillagePageFactory
from cms.models import ArticleIndexPage, ArticlePage, HomePage, TourismIndexPage
from shop.tests import worlds

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def test_the_tree_stands_without_sample_data():
    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert [page.specific_class for page in home.get_children()] == [ArticleIndexPage, TourismIndexPage]
    assert home.locale.language_code == "vi"
    assert not any(Page.find_problems())


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/du-lich/", "/en/", "/en/tin-tuc/", "/en/du-lich/"])
def test_the_stable_addresses_answer_without_sample_data(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/du-lich/", "/tin-tuc/gao-moi/", "/du-lich/ban-mot/"])
def test_caches_may_keep_a_page_for_a_minute(client, path):
    ArticlePageFactory(slug="gao-moi")
    VillagePageFactory(slug="ban-mot")
    response = client.get(path)
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "Cookie" not in response["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/tin-tuc/gao-moi/"])
def test_a_page_is_the_same_for_somebody_who_is_signed_in(client, desk, path):
    ArticlePageFactory(slug="gao-moi")
    assert desk.get(path).content == client.get(path).content
    assert not desk.get(path).cookies


def test_home_shows_the_products_with_most_stars_and_open_points(client):
    for stars in (None, 3, 4):
        worlds.put_on_shelf(worlds.a_product(f"Chè {stars or 'không'} sao", stars=stars), 2)
    gone = worlds.a_product("Chè đã hết", stars=4)
    spirit = worlds.a_product("Rượu bốn sao", category="II.1a", stars=4, age_restricted=True)
    worlds.put_on_shelf(spirit, 2)
    open_point = worlds.a_point("Điểm đang mở")
    worlds.a_point("Điểm đã đóng", status="closed")
    page = text_of(client.get("/"))
    assert page.index("Chè 4 sao") < page.index("Chè 3 sao")
    assert "Chè không sao" not in page
    assert gone.title not in page
    assert spirit.title not in page
    assert open_point.name in page
    assert "Điểm đã đóng" not in page


def test_articles_come_newest_first_and_drafts_not_at_all(client):
    ArticlePageFactory(title="Bài cũ", date=date(2026, 1, 5))
    ArticlePageFactory(title="Bài mới", date=date(2026, 11, 5), kind=ArticlePage.Kind.RECIPE)
    ArticlePageFactory(title="Bản nháp", slug="ban-nhap", live=False)
    page = text_of(client.get("/tin-tuc/"))
    assert page.index("Bài mới") < page.index("Bài cũ")
    assert "Bản nháp" not in page
    assert client.get("/tin-tuc/ban-nhap/").status_code == 404


@pytest.mark.parametrize(
    ("path", "factory"), [("/tin-tuc/", ArticlePageFactory), ("/du-lich/", VillagePageFactory)]
)
class TestLists:
    """Both lists are turned page by page."""

    def test_the_second_page_has_the_rest(self, client, path, factory):
        factory.create_batch(13)
        assert text_of(client.get(path)).count("page-card__title") == 12
        assert text_of(client.get(f"{path}?trang=2")).count("page-card__title") == 1

    @pytest.mark.parametrize(
        "number", ["", "0", "-1", "2", "x", "1.5", "9" * 10_000, "%00", "%F0%9F%8C%B8", "1&trang=x", "'\"<>"]
    )
    def test_a_number_that_is_no_page_is_not_found(self, client, path, factory, number):
        factory()
        assert client.get(f"{path}?trang={number}").status_code == 404

    def test_queries_do_not_grow_with_the_list(self, client, django_assert_max_num_queries, path, factory):
        factory.create_batch(12)
        client.get(path)
        with django_assert_max_num_queries(8):
            client.get(path)


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_in_a_list_cost_the_same_whatever_their_number(
    client, django_assert_num_queries, django_capture_on_commit_callbacks, settings, tmp_path, count
):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(count):
            ArticlePageFactory(picture=ImageFactory())
    client.get("/tin-tuc/")
    # As many as without pictures.
    with django_assert_num_queries(8):
        assert text_of(client.get("/tin-tuc/")).count("<picture") == count


@pytest.mark.parametrize("made", [True, False])
def test_a_picture_in_a_text_has_its_words_and_makes_no_file(
    client, django_capture_on_commit_callbacks, settings, tmp_path, made
):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=made):
        picture = ImageFactory()
    value = {"image": picture.pk, "decorative": False, "alt_text": "Nương chè"}
    block = {"type": "picture", "value": {"image": value, "caption": "Tháng ba"}}
    ArticlePageFactory(slug="bai", body=[block])
    before = len(list(tmp_path.rglob("*.*")))

    page = text_of(client.get("/tin-tuc/bai/"))

    assert (f"/media/pictures/{picture.pk}-" in page) == made
    assert ('alt="Nương chè"' in page) == made
    assert "Tháng ba" in page
    assert len(list(tmp_path.rglob("*.*"))) == before


def test_a_village_shows_what_is_made_in_its_commune(client):
    here, there = worlds.a_commune(), worlds.a_commune("Mường Phăng", "03325")
    worlds.a_product("Khẩu xén tại đây", commune=here, stars=3)
    worlds.a_product("Mật ong nơi khác", commune=there, stars=3)
    worlds.a_point("Điểm tại đây", commune=here)
    VillagePageFactory(slug="ban-bo", commune=here, what_to_do="ở nhà sàn", sources="Báo A\n\nBáo B")
    page = text_of(client.get("/du-lich/ban-bo/"))
    assert "Khẩu xén tại đây" in page
    assert "Điểm tại đây" in page
    assert "Mật ong nơi khác" not in page
    assert "<li>Báo A</li><li>Báo B</li>" in page


def test_a_village_without_a_known_commune_lists_no_goods(client):
    worlds.a_product("Trà không rõ xã", stars=3)
    VillagePageFactory(slug="ban-xa", commune=None)
    assert "Trà không rõ xã" not in text_of(client.get("/du-lich/ban-xa/"))


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(client, method):
    assert getattr(client, method)("/tin-tuc/").status_code == 405


@pytest.mark.parametrize(
    "path", ["/tin-tuc/khong-co/", f"/tin-tuc/{'a' * 5_000}/", "/du-lich/%F0%9F%8C%B8/", "/%00/"]
)
def test_an_unknown_page_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_english_addresses_lead_to_english_addresses(client):
    ArticlePageFactory(slug="gao-moi")
    assert 'href="/en/tin-tuc/gao-moi/"' in text_of(client.get("/en/tin-tuc/"))


def test_text_is_stored_composed_and_addresses_have_no_marks():
    def decomposed(text):
        return unicodedata.normalize("NFD", text)

    page = ArticlePage(title=decomposed("Đi chợ phiên Tủa Chùa"), intro=decomposed("Chợ Mông"))
    page.body = [{"type": "heading", "value": {"text": decomposed("Đường đi")}}]
    ArticleIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    stored = ArticlePage.objects.get(pk=page.pk)
    assert stored.slug == "di-cho-phien-tua-chua"
    assert (stored.title, stored.intro) == ("Đi chợ phiên Tủa Chùa", "Chợ Mông")
    assert stored.body[0].value["text"] == "Đường đi"
    assert stored.get_latest_revision_as_object().body[0].value["text"] == "Đường đi"


def test_two_articles_cannot_have_one_address():
    ArticlePageFactory(slug="gao-moi")
    with pytest.raises(ValidationError):
        ArticlePageFactory(slug="gao-moi")


@pytest.mark.parametrize("count", [24, 240])
def test_home_asks_the_database_no_more_for_more_products(client, django_assert_num_queries, count):
    commune = worlds.a_commune()
    for _ in range(count):
        worlds.put_on_shelf(worlds.a_product(stars=3, commune=commune), 2)
    worlds.a_point(commune=commune)
    ArticlePageFactory.create_batch(3)
    VillagePageFactory.create_batch(3, commune=commune)
    home = HomePage.objects.get()
    home.body = [{"type": "product_row", "value": {"title": "Chè", "stars": "3", "group": "I", "limit": 8}}]
    home.save()
    client.get("/")
    with django_assert_num_queries(WAGTAILS_OWN + OURS):
        client.get("/")


#: The site, the page, its aliases, its restrictions.
WAGTAILS_OWN = 4
#: The journal, for the products, for the row and for the aisles; points, articles, villages.
OURS = 6
