"""A product's certificate page: what its stars rest on, all before it, and a code that leads back."""

from datetime import date

import pytest
import segno
from bs4 import BeautifulSoup

from catalog.pictures.tests.photographs import a_picture
from shop.tests.worlds import NOW, a_producer, a_product, certify

pytestmark = pytest.mark.django_db
PUBLIC = "https://ocop.example"


@pytest.fixture(autouse=True)
def _at_now(time_machine, settings):
    time_machine.move_to(NOW, tick=False)
    settings.PUBLIC_URL = PUBLIC


@pytest.fixture
def product():
    product = a_product("Trà shan tuyết", producer=a_producer("Hợp tác xã Tủa Chùa"))
    certify(product, stars=3, number="01/GCN", issued=date(2022, 3, 1))
    certify(product, stars=4, number="02/GCN", decision_number="9/QĐ-UBND", score="82.5")
    return product


def address_of(product, language=""):
    return f"{language}{product.get_absolute_url()}chung-nhan/"


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_it_shows_the_one_in_force_and_all_before(client, product):
    soup = read(client, address_of(product))

    for words in ("02/GCN", "9/QĐ-UBND", "82,5", "UBND tỉnh Điện Biên", "01/03/2028"):
        assert words in soup.select_one(".certificate").text
    history = [item.select_one(".badge").text for item in soup.select(".timeline li")]
    assert history == ["Còn hiệu lực", "Đã hết hạn"]


def test_one_that_a_newer_one_follows_is_not_shown_as_the_one_in_force(client, product):
    certify(product, stars=4, number="03/GCN", issued=date(2026, 10, 1))
    soup = read(client, address_of(product))

    assert "03/GCN" in soup.select_one(".certificate").text
    history = [item.select_one(".badge").text for item in soup.select(".timeline li")]
    assert history == ["Còn hiệu lực", "Đã được giấy mới thay", "Đã hết hạn"]


def test_what_became_of_the_last_one_is_said(client, product):
    product.certificates.update(withdrawn_at=NOW, withdrawal_reason="Sai nhãn")
    soup = read(client, address_of(product))

    assert soup.select_one(".certificate") is None
    assert "đã bị thu hồi ngày 23/11/2026" in soup.select_one(".notice").text
    assert "Sai nhãn" in soup.text


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_code_is_the_pages_public_address_without_anything_inline(client, product, language):
    vietnamese, english = address_of(product), address_of(product, "/en")
    address = english if language else vietnamese
    soup = read(client, address)
    canonical = soup.find("link", rel="canonical")["href"]
    drawing = soup.select_one("svg.qr")

    assert canonical == PUBLIC + address
    expected = segno.make(canonical, error="m").svg_inline(
        light="#fff", border=4, svgclass="qr", omitsize=True
    )
    assert BeautifulSoup(expected, "html.parser").svg == drawing
    assert not [tag for tag in drawing.find_all(True) if tag.has_attr("style")]
    assert canonical in soup.select_one(".certificate-page__address").text
    languages = {link["hreflang"]: link["href"] for link in soup.select("link[hreflang]")}
    assert languages["vi"] == languages["x-default"] == PUBLIC + vietnamese
    assert languages["en"] == PUBLIC + english


def test_the_product_leads_to_it_and_back(client, product):
    there = read(client, product.get_absolute_url()).select_one("#certificate a.onward")["href"]

    assert there == address_of(product)
    assert read(client, there).select_one("h1 a")["href"] == product.get_absolute_url()


def test_an_old_name_in_the_address_leads_to_the_new_one(client, product):
    answer = client.get(f"/san-pham/ten-cu_{product.pk}/chung-nhan/")

    assert (answer.status_code, answer["Location"]) == (301, address_of(product))


def test_without_any_certificate_there_is_no_page(client):
    bare, hidden = a_product(), a_product(stars=3, is_public=False)

    assert client.get(address_of(bare)).status_code == 404
    assert client.get(address_of(hidden)).status_code == 404


def test_the_scan_is_shown(client, product):
    scan = a_picture(shown={"of": "x", "plain": [[480, 480, 360]]})
    product.certificates.filter(number="02/GCN").update(scan=scan)

    picture = read(client, address_of(product)).select_one(".certificate-page__scan img")

    assert picture["alt"] == "Ảnh chụp giấy chứng nhận 02/GCN"


def test_it_asks_as_often_however_long_the_history_is(client, product, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(address_of(product))
    for year in (2018, 2019, 2020):
        certify(product, issued=date(year, 5, 1), scan=a_picture())
    with django_assert_num_queries(2):
        answer = client.get(address_of(product))
    assert "max-age=60" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
