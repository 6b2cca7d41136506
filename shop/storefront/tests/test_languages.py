"""On an English page: English where there is some, else Vietnamese that says so to people and machines."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from catalog.products.models import Category
from shop.storefront.templatetags.languages import in_vietnamese, lang_of, translated
from shop.tests.worlds import a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db

MARK = "(in Vietnamese)"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def in_english(thing):
    with translation.override("vi"):
        return f"/en{thing.get_absolute_url()}"


@pytest.fixture
def tea():
    """A product told in Vietnamese only, of a maker told so too, on a shelf."""
    producer = a_producer(about="Hợp tác xã của bản.", village="Bản Mẫu")
    product = a_product("Trà <shan>", description="Búp chè.\nHái tay.", usage="Pha trà.", producer=producer)
    put_on_shelf(product, 5, at=a_point())
    return product


def test_vietnamese_that_stands_in_is_marked(client, tea):
    shown = page(client, in_english(tea))
    name = shown.find("h1")
    assert name.find(lang="vi").text == "Trà <shan>"
    assert MARK in name.text
    about = shown.find(lang="vi", string=lambda text: text and "Búp chè" in text) or shown.find(
        lambda tag: tag.get("lang") == "vi" and "Búp chè" in tag.text
    )
    assert MARK in about.parent.text
    used = shown.find("dt", string="Use").find_next("dd")
    assert (used.find(lang="vi").text, MARK in used.text) == ("Pha trà.", True)


def test_the_mark_is_on_the_card_and_with_the_maker_and_the_group(client, tea):
    card = page(client, "/en/san-pham/").find(class_="product-card__title")
    assert card.find("a")["lang"] == "vi"
    assert MARK in card.text
    maker = page(client, in_english(tea.producer)).find(class_="lead")
    assert (maker.find(lang="vi").text, MARK in maker.text) == ("Hợp tác xã của bản.", True)
    group = page(client, in_english(tea)).find("dt", string="Group").find_next("dd")
    assert (group.find(lang="vi").text, MARK in group.text) == ("Chè", True)


def test_english_is_not_marked(client):
    product = a_product("Trà", title_en="Tea", description="Chè", description_en="Of the hills.")
    Category.objects.update(name_en="Teas")
    shown = page(client, in_english(product))
    assert shown.find("h1").text == "Tea"
    assert "Of the hills." in shown.text
    assert MARK not in shown.find("main").text
    assert not shown.find("main").find(lang="vi")


def test_nothing_is_marked_in_vietnamese(client, tea):
    shown = page(client, tea.get_absolute_url())
    assert shown.find("h1").text == "Trà <shan>"
    assert not shown.find("main").find(lang="vi")
    assert "in-vietnamese" not in str(shown.find("main"))


def test_what_says_nothing_is_not_marked_either(tea):
    with translation.override("en"):
        assert (translated(tea, "warnings"), lang_of(tea, "warnings")) == ("", "")
        assert in_vietnamese(tea, "warnings") == ""


def test_the_list_is_sorted_by_the_names_that_it_shows(client):
    for vi, en in (("Đông trùng", "Cordyceps"), ("Dưa mèo", "Zucchini"), ("Dầu lạc", ""), ("Ớt", "Apricot")):
        put_on_shelf(a_product(vi, title_en=en), 5)

    def names(path):
        return [card.find("a").text for card in page(client, path).select(".product-card__title")]

    assert names("/san-pham/?sap-xep=name") == ["Dầu lạc", "Dưa mèo", "Đông trùng", "Ớt"]
    assert names("/en/san-pham/?sap-xep=name") == ["Apricot", "Cordyceps", "Dầu lạc", "Zucchini"]
