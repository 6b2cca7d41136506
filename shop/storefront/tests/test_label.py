"""What the product page says of the label, of the season and of where the goods may be sent."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from catalog.products.season import mask_of
from shop.tests.structured import block
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf

pytestmark = pytest.mark.django_db

LABEL = {
    "net_weight_g": 250,
    "size_text": "Hộp 12 × 8 cm",
    "ingredients": "100% búp chè",
    "quality": "TCCS 01:2025",
    "usage": "Pha với nước 90 °C.",
    "storage": "Nơi khô ráo.",
    "shelf_life": 24,
    "warnings": "Có chất kích thích.",
    "responsible_party": "Công ty Mẫu, Mường Lay",
    "upc": "8930000000019",
}


def page(client, product, prefix=""):
    answer = client.get(f"{prefix}{product.get_absolute_url()}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def facts(shown):
    """Everything said in lists of facts: term → words."""
    return {term.text: " ".join(term.find_next("dd").text.split()) for term in shown.select("dl.facts > dt")}


def test_all_that_is_known_is_said(client):
    said = facts(page(client, a_product(**LABEL)))
    assert said["Khối lượng tịnh"] == "250 g"
    assert said["Kích thước, dung tích"] == "Hộp 12 × 8 cm"
    assert said["Thành phần"] == "100% búp chè"
    assert said["Chất lượng"] == "TCCS 01:2025"
    assert said["Cách dùng"] == "Pha với nước 90 °C."
    assert said["Bảo quản"] == "Nơi khô ráo."
    assert said["Hạn sử dụng"] == "24 tháng kể từ ngày sản xuất"
    assert said["Cảnh báo"] == "Có chất kích thích."
    assert said["Chịu trách nhiệm hàng hóa"] == "Công ty Mẫu, Mường Lay"
    assert said["Mã vạch"] == "8930000000019"


def test_in_english_too(client):
    said = facts(page(client, a_product(**LABEL, ingredients_en="Tea buds 100%"), "/en"))
    assert said["Ingredients"] == "Tea buds 100%"
    assert said["Shelf life"] == "24 months from the day it was made"


def test_what_is_not_known_is_not_said(client):
    shown = page(client, a_product())
    assert set(facts(shown)) == {"Nhóm"}
    assert "Trên nhãn" not in shown.text


def test_crafts_have_a_material(client):
    assert "Chất liệu" in facts(page(client, a_product(category="IV.2", ingredients="Bông dệt tay")))


@pytest.mark.parametrize("is_sample", [True, False])
def test_samples_are_marked(client, is_sample):
    shown = page(client, a_product(**LABEL, label_is_sample=is_sample))
    assert ("Thông tin mẫu" in shown.text) is is_sample


@pytest.mark.parametrize(
    ("ships_to", "words"), [("province", "Chỉ giao trong tỉnh"), ("pick_up", "Chỉ nhận tại điểm bán")]
)
def test_where_it_may_be_sent_is_said_before_it_is_bought(client, ships_to, words):
    product = a_product(ships_to=ships_to)
    put_on_shelf(product, 5, at=a_point())
    shown = page(client, product)
    assert words in shown.find(class_="promises").text
    assert facts(shown)["Giao hàng"] == words


def test_the_season_is_said_and_that_it_is_over(client):
    product = a_product(season=mask_of([5, 6, 7]))
    put_on_shelf(product, 5, at=a_point())
    with time_machine.travel(NOW.replace(month=6), tick=False):
        shown = page(client, product)
        assert facts(shown)["Mùa vụ"] == "tháng 5–7"
        assert "chưa vào mùa" not in shown.text
    with time_machine.travel(NOW, tick=False):
        shown = page(client, product)
        assert "chưa vào mùa: mùa tháng 5–7" in shown.text
        assert shown.find("form", class_="buy")


def test_machines_get_the_bar_code_and_the_weight(client):
    data = block(str(page(client, a_product(**LABEL))), "Product")
    assert data["gtin"] == "8930000000019"
    assert data["weight"]["value"] == 250
