"""The page of a lot: what its label and the register know of it, for products that visitors may see."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.utils import timezone

from catalog.products.models import Product
from catalog.trace.models import Lot
from catalog.trace.operations import lot_named
from shop.storefront.templatetags.lots import code_of, lot_url, piece_of
from shop.tests.structured import block
from shop.tests.worlds import (
    NOW,
    a_commune,
    a_producer,
    a_product,
    a_variant,
    certify,
    passes_the_age_gate,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
ODD = [
    "A/1",
    "..",
    ".",
    "A/../B",
    "//",
    "~2F",
    "a b",
    "100%",
    "%2F",
    "?x#y",
    "Lô số 7",
    "\\",
    "'\"<b>",
    "'" * 20,
]


@pytest.fixture(autouse=True)
def _at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def product():
    maker = a_producer("Hợp tác xã Tủa Chùa", slug="tua-chua")
    return a_product("Trà shan tuyết", title_en="Snow tea", producer=maker, commune=a_commune())


def a_lot(product, code="LO-7", **dates):
    dates = {"made_date": date(2026, 10, 1), "use_by_date": TODAY, **dates}
    return lot_named(product=product, code=code, **dates)


def withdrawn(days_ago=0):
    return {"withdrawn_at": NOW - timedelta(days=days_ago), "withdrawal_reason": "Sai nhãn"}


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def text_of(soup):
    return " ".join(soup.main.text.split())


def test_it_tells_where_the_lot_comes_from(client, product):
    certify(product, stars=4, number="02/GCN")
    soup = read(client, lot_url(a_lot(product)))

    text = text_of(soup)
    for words in (
        "Trà shan tuyết",
        "LO-7",
        "01/10/2026",
        "23/11/2026",
        "Mường Lay",
        "02/GCN",
        "OCOP Điện Biên",
    ):
        assert words in text
    links = {link["href"] for link in soup.main.select("a")}
    assert {product.get_absolute_url(), "/chu-the/tua-chua/"} <= links
    assert soup.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")


def test_in_english_it_says_the_same(client, product):
    text = text_of(read(client, f"/en{lot_url(a_lot(product))}"))

    assert "Snow tea" in text
    assert "Made on 01/10/2026" in text


def test_its_trail_is_told_to_machines(client, product):
    html = client.get(lot_url(a_lot(product))).content.decode()

    names = [item["name"] for item in block(html, "BreadcrumbList")["itemListElement"]]
    assert names == ["Sản phẩm", "Trà shan tuyết", "Lô LO-7"]


def test_it_is_good_through_its_last_day_and_then_said_to_be_past_it(client, product, time_machine):
    address = lot_url(a_lot(product))
    assert "quá hạn" not in text_of(read(client, address)).lower()

    time_machine.move_to(NOW + timedelta(days=1), tick=False)

    assert "Lô này đã quá hạn sử dụng" in text_of(read(client, address))


def test_dates_that_nobody_knows_are_said_to_be_unknown(client, product):
    text = text_of(read(client, lot_url(a_lot(product, made_date=None, use_by_date=None))))

    assert "Ngày sản xuất chưa rõ" in text
    assert "Giấy chứng nhận vào ngày đó" not in text


def test_the_certificate_of_its_day_is_told_beside_the_one_of_today(client, product):
    certify(product, stars=3, number="01/GCN", issued=date(2025, 1, 1), **withdrawn(days_ago=9))
    certify(product, stars=4, number="02/GCN", issued=TODAY)
    soup = read(client, lot_url(a_lot(product)))

    assert "01/GCN" in soup.select_one(".facts").text
    assert "02/GCN" in soup.select_one(".certificate").text
    assert "02/GCN" not in soup.select_one(".facts").text


def test_a_product_that_lost_its_stars_shows_none(client, product):
    certify(product, number="01/GCN", **withdrawn())
    soup = read(client, lot_url(a_lot(product)))

    assert soup.select_one(".certificate") is None
    assert "đã bị thu hồi" in text_of(soup)


@pytest.mark.parametrize("code", ODD)
def test_an_odd_code_survives_in_the_address(client, product, code):
    lot = Lot.objects.create(product=product, code=code)
    assert code_of(piece_of(code)) == code

    soup = read(client, lot_url(lot))

    assert soup.select_one(".facts dd").text == code
    # As a browser asks for it: no piece of it climbs or is cut off.
    rest = lot_url(lot).removeprefix(product.get_absolute_url())
    assert (rest.count("/"), rest.startswith("lo/")) == (2, True)
    assert rest.split("/")[1] not in {"", ".", ".."}
    assert soup.find("link", rel="canonical")["href"].count("/lo/") == 1


@pytest.mark.parametrize("piece", ["KHONG-CO", "%00", "A%00", "A" * 21, "A" * 500, "%FF", "A/B", "~", "%0A"])
def test_a_code_that_is_no_lot_is_not_found(client, product, piece):
    a_lot(product, "A")

    assert client.get(f"{product.get_absolute_url()}lo/{piece}/").status_code == 404


def test_a_lot_of_another_product_is_not_found(client, product):
    a_lot(a_product())

    assert client.get(f"{product.get_absolute_url()}lo/LO-7/").status_code == 404


def test_a_hidden_product_has_no_lots_in_public(client):
    hidden = a_product(is_public=False)
    size = a_variant(a_product(), is_public=False)
    for goods in (hidden, size):
        assert lot_url(a_lot(goods)) is None
        assert client.get(f"/san-pham/{goods.main.slug}_{goods.pk}/lo/LO-7/").status_code == 404


def test_sizes_have_lots_of_their_own_under_their_products_name(client, product):
    small, large = a_variant(product, "100 g"), a_variant(product, "500 g")
    a_lot(small)
    soup = read(client, lot_url(a_lot(large, use_by_date=None)))

    assert soup.h1.text == "Trà shan tuyết, 500 g"
    assert f"{product.get_absolute_url()}?co={large.pk}" in {link["href"] for link in soup.main.select("a")}
    assert "100 g" in read(client, lot_url(Lot.objects.get(product=small))).h1.text


def test_an_old_name_in_the_address_leads_to_the_new_one(client, product):
    lot = a_lot(product, "A/1")
    answer = client.get(f"/san-pham/ten-cu_{product.pk}/lo/A~2F1/")

    assert (answer.status_code, answer["Location"]) == (301, lot_url(lot))


@pytest.mark.parametrize("of_a_size", [False, True])
@pytest.mark.parametrize("code", ["LO-7", "KHONG-CO"])
def test_alcohol_asks_for_the_age_first_and_tells_nothing(client, code, of_a_size):
    spirit = a_product("Rượu ngô", category="II.1a")
    goods = a_variant(spirit, "500 ml") if of_a_size else spirit
    address = lot_url(a_lot(goods)).replace("LO-7", code)

    asked = client.get(address)
    assert asked.status_code == 403
    assert "Rượu ngô" not in asked.content.decode()
    assert "no-store" in asked["Cache-Control"]

    passes_the_age_gate(client)
    passed = client.get(address)
    assert passed.status_code == (200 if code == "LO-7" else 404)
    assert "public" not in passed.get("Cache-Control", "")


def test_it_asks_as_often_however_much_there_is(client, product, django_assert_num_queries):
    address = lot_url(a_lot(product))
    with django_assert_num_queries(5):
        client.get(address)
    for year in (2023, 2024, 2025):
        certify(product, issued=date(year, 5, 1))
        a_lot(product, f"LO-{year}")
    with django_assert_num_queries(5):
        answer = client.get(address)

    assert "public" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert not client.session.keys()


def test_a_kept_page_is_made_anew_when_its_lot_is_put_right(
    client, product, settings, django_assert_num_queries
):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": backend, "LOCATION": f"lot {name}"} for name in ("default", "pages")}
    lot = a_lot(product, use_by_date=None)
    address = lot_url(lot)
    for _visit in range(2):
        read(client, address)
    with django_assert_num_queries(1):
        read(client, address)

    lot_named(product=product, code=lot.code, use_by_date=date(2027, 3, 9), may_correct=True)

    assert "09/03/2027" in text_of(read(client, address))
    caches["pages"].clear()


def test_the_page_keeps_to_what_is_public_now(client, product):
    address = lot_url(a_lot(product))
    Product.objects.filter(pk=product.pk).update(is_public=False)

    assert client.get(address).status_code == 404
