"""Choosers: only what visitors may see can be picked, and only by those who write pages."""

import pytest
from django.urls import reverse

from shop.accounts.models import User
from shop.tests import worlds

pytestmark = pytest.mark.django_db
CHOOSERS = ["product_chooser", "sales_point_chooser", "producer_chooser"]


def listed(browser, chooser, **params):
    response = browser.get(reverse(f"{chooser}:choose_results"), params)
    assert response.status_code == 200
    return response.content.decode()


def pick(browser, chooser, key):
    return browser.get(reverse(f"{chooser}:chosen", args=[key]))


@pytest.fixture
def tea():
    producer = worlds.a_producer("Cơ sở chế biến chè Phan Nhất")
    return worlds.a_product("Trà xanh Phan Nhất", stars=4, producer=producer, commune=worlds.a_commune())


def test_a_product_is_listed_with_what_tells_it_apart(desk, tea):
    page = listed(desk, "product_chooser")
    for words in (tea.title, tea.producer.name, str(tea.commune)):
        assert words in page
    assert [cell.split("<")[0].strip() for cell in page.split("<td")[2].split(">")[1:2]] == ["4"]


def test_products_that_visitors_cannot_see_or_that_are_alcohol_are_not_listed(desk):
    hidden = worlds.a_product("Trà giấu đi", is_public=False)
    spirit = worlds.a_product("Rượu Mông Pê", category="II.1a", age_restricted=True)
    page = listed(desk, "product_chooser")
    for product in (hidden, spirit):
        assert product.title not in page
        assert pick(desk, "product_chooser", product.pk).status_code == 404


@pytest.mark.parametrize("status", ["planned", "closed"])
def test_points_that_are_not_published_are_not_listed(desk, status):
    shown, hidden = worlds.a_point("Điểm mở"), worlds.a_point("Điểm kín", status=status)
    page = listed(desk, "sales_point_chooser")
    assert shown.name in page
    assert str(shown.commune) in page
    assert hidden.name not in page
    assert pick(desk, "sales_point_chooser", hidden.pk).status_code == 404


def test_what_was_picked_comes_back_by_name(desk, tea):
    result = pick(desk, "product_chooser", tea.pk).json()["result"]
    assert (result["id"], result["title"]) == (str(tea.pk), tea.title)


def test_several_can_be_picked_and_only_public_ones_come_back(desk, tea):
    hidden = worlds.a_product("Trà giấu đi", is_public=False)
    keys = {"id": [tea.pk, hidden.pk, "x", "9" * 30]}
    results = desk.get(reverse("product_chooser:chosen_multiple"), keys).json()["result"]
    assert [result["title"] for result in results] == [tea.title]


@pytest.mark.parametrize(
    "words", ["phan nhat", "PHAN NHẤT", "tra xanh", "nhất  trà", "che bien", "xanh phan"]
)
def test_search_asks_for_all_words_and_not_for_marks(desk, tea, words):
    worlds.a_product("Gạo Séng cù")
    page = listed(desk, "product_chooser", q=words)
    assert tea.title in page
    assert "Gạo Séng cù" not in page


def test_search_finds_points_and_producers(desk):
    point = worlds.a_point("Cửa hàng Mường Thanh")
    worlds.a_point("Bưu điện Tủa Chùa")
    assert point.name in listed(desk, "sales_point_chooser", q="muong thanh")
    assert "Bưu điện" not in listed(desk, "sales_point_chooser", q="muong thanh")
    worlds.a_producer("Hợp tác xã Đông Phương")
    assert "Đông Phương" in listed(desk, "producer_chooser", q="dong phuong")


@pytest.mark.parametrize("chooser", CHOOSERS)
@pytest.mark.parametrize(
    "params",
    [
        {"q": "🌸"},
        {"q": "\0"},
        {"q": "a" * 10_000},
        {"q": "'\"<>%"},
        {"p": "x"},
        {"p": "-1"},
        {"p": "9" * 5_000},
    ],
)
def test_bad_questions_are_no_accident(desk, chooser, params):
    worlds.a_point()
    response = desk.get(reverse(f"{chooser}:choose_results"), params)
    assert response.status_code == (404 if "p" in params else 200)


@pytest.mark.parametrize("chooser", CHOOSERS)
@pytest.mark.parametrize("key", ["x", "-1", "0", "9" * 40, "1.5", "²"])
def test_a_key_that_is_none_is_not_found(desk, chooser, key):
    assert pick(desk, chooser, key).status_code == 404


@pytest.mark.parametrize("chooser", CHOOSERS)
@pytest.mark.parametrize("view", ["choose", "choose_results", "chosen_multiple"])
class TestOthers:
    """People who do not write pages."""

    def test_a_visitor_is_asked_to_sign_in(self, client, chooser, view):
        response = client.get(reverse(f"{chooser}:{view}"))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("customer:login"))

    def test_a_points_staff_and_a_shopper_are_refused(self, client, chooser, view):
        shopper = User.objects.create_user(email="khach@example.com", password="mua hang")
        for user in (worlds.a_seller(worlds.a_point()), shopper):
            client.force_login(user)
            assert client.get(reverse(f"{chooser}:{view}")).status_code == 302
            as_script = {"X-Requested-With": "XMLHttpRequest"}
            assert client.get(reverse(f"{chooser}:{view}"), headers=as_script).status_code == 403
