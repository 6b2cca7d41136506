"""The product pages: what a visitor may narrow, and what a bad address gets."""

import html
import re
from datetime import UTC, date, datetime

import pytest

from catalog.pictures.tests.photographs import a_picture
from catalog.products.models import ProductImage
from shop.tests.worlds import (
    a_commune,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    passes_the_age_gate,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db


def titles(response):
    return {product.title for product in response.context["page_obj"]}


@pytest.fixture
def goods():
    producer = a_producer("Hợp tác xã Ong mật")
    a_product("Mật ong hoa ban", category="I.2b", stars=3, producer=producer, commune=a_commune())
    a_product("Cà phê HK13", category="I.6", stars=4)
    a_product("Gạo nếp nương", category="I.2a")


def test_the_list_shows_all_products_certified_first(client, goods):
    response = client.get("/san-pham/")

    assert [p.stars for p in response.context["page_obj"]] == [4, 3, None]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?sao=4", {"Cà phê HK13"}),
        ("?sao=5", set()),
        ("?nhom=I.2b", {"Mật ong hoa ban"}),
        ("?nhom=I", {"Mật ong hoa ban", "Cà phê HK13", "Gạo nếp nương"}),
        ("?nhom=II", set()),
        ("?chu-the=hop-tac-xa-ong-mat", {"Mật ong hoa ban"}),
        ("?xa=03151", {"Mật ong hoa ban"}),
        ("?xa=03151&sao=4", set()),
    ],
)
def test_the_list_narrows_by_star_group_producer_and_commune(client, goods, address, expected):
    response = client.get(f"/san-pham/{address}")

    assert response.status_code == 200
    assert titles(response) == expected


@pytest.mark.parametrize("name", ["sao", "nhom", "chu-the", "xa", "sap-xep", "trang"])
@pytest.mark.parametrize(
    "value",
    ["chữ", "-1", "999999999999999999999", "x" * 10_000, "🍵", "'\"<script>", "\x00", "3\x00", "٣", "1e3"],
)
def test_a_parameter_that_means_nothing_is_named_and_the_list_still_shown(client, goods, name, value):
    response = client.get("/san-pham/", {name: value})

    assert response.status_code == 400
    assert name in response.context["errors"]
    assert len(response.context["page_obj"]) == 3


def test_a_price_range_that_ends_before_it_begins_is_named(client, goods):
    response = client.get("/san-pham/?gia-tu=500000&gia-den=100")
    assert response.status_code == 400
    assert response.context["errors"] == {"gia-den": "Giá cao nhất đang thấp hơn giá thấp nhất."}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("gia-tu=100000&gia-den=199999", "100.000 ₫ – 200.000 ₫"),
        ("gia-tu=50&gia-den=150000", "50 ₫ – 150.000 ₫"),
    ],
)
def test_a_price_range_is_shown_as_its_band_is_named_or_as_it_was_typed(client, query, words):
    ((shown, _rest),) = client.get(f"/san-pham/?{query}").context["narrowed"]
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("query", "title"),
    [("q=xyzzy", "Không tìm thấy gì"), ("q=xyzzy&sao=5", "Không có gì hợp"), ("sao=5", "Không có gì hợp")],
)
def test_an_empty_list_says_whether_words_or_filters_are_in_the_way(client, query, title):
    page = client.get(f"/san-pham/?{query}").content.decode()
    assert f'<h2 class="empty__title">{title}</h2>' in page


def test_stars_end_at_midnight_after_the_last_day(client, time_machine):
    product = a_product()
    certify(product, stars=4, issued=date(2023, 11, 23), ends_date=date(2026, 11, 23))

    time_machine.move_to(datetime(2026, 11, 23, 16, 59, tzinfo=UTC))  # 23:59 in Điện Biên
    before = client.get(product.get_absolute_url())
    time_machine.move_to(datetime(2026, 11, 23, 17, 0, tzinfo=UTC))
    after = client.get(product.get_absolute_url())

    assert before.context["certificate"].stars == 4
    assert after.context["certificate"] is None
    assert "23/11/2026" in after.content.decode()


def test_a_product_page_tells_where_it_is_in_stock(client):
    product, point = a_product(), a_point("Điểm OCOP Mường Lay")
    put_on_shelf(product, 7, at=point)
    put_on_shelf(product, 0, at=a_point("Điểm hết hàng"))
    put_on_shelf(product, 5, at=a_point("Điểm tạm nghỉ", status="paused"))

    page = client.get(product.get_absolute_url())

    assert [(shelf.name, shelf.left) for shelf, _ in page.context["shelves"]] == [(point.name, 7)]
    assert page.context["product"].available == 7


def test_alcohol_is_seen_by_adults_but_not_sold(client):
    spirit = a_product(category="II.1a", age_restricted=True)
    put_on_shelf(spirit, 5, at=a_point())
    passes_the_age_gate(client)

    page = client.get(spirit.get_absolute_url())

    assert "gio-hang/add" not in page.content.decode()
    assert page.context["structured_data"] is None


def test_an_old_slug_leads_to_the_new_one(client):
    product = a_product("Chè cổ thụ")

    moved = client.get(f"/san-pham/ten-cu_{product.pk}/")

    assert (moved.status_code, moved["Location"]) == (301, product.get_absolute_url())


@pytest.mark.parametrize("address", ["x_0/", "x_999999999999999999/", "khong-co/", "x_1a/"])
def test_an_unknown_product_is_a_404(client, address):
    assert client.get(f"/san-pham/{address}").status_code == 404


def test_a_withdrawn_product_is_a_404(client):
    product = a_product(is_public=False)

    assert client.get(product.get_absolute_url()).status_code == 404


def test_visitors_pages_touch_no_cookie_and_can_be_cached(client, goods):
    product = a_product(producer=a_producer("Cơ sở Lò Duyên"))
    for address in ("/san-pham/", product.get_absolute_url(), "/chu-the/", "/chu-the/co-so-lo-duyen/"):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"].startswith("public, max-age=")
        again = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304


def test_only_reading_is_allowed(client, goods):
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/san-pham/").status_code == 405


@pytest.mark.parametrize("count", [24, 240])
@pytest.mark.slow
def test_the_list_asks_the_database_as_often_however_many_products_there_are(
    client, django_assert_num_queries, count
):
    for number in range(count // 12):
        commune = a_commune(f"Xã {number % 5}", f"0300{number % 5}")
        producer = a_producer(f"Cơ sở {number % 7}")
        for _ in range(12):
            a_product(stars=3 + number % 2, producer=producer, commune=commune)

    client.get("/san-pham/")  # The first question makes the index.
    with django_assert_num_queries(1):
        client.get("/san-pham/")


@pytest.mark.parametrize("points", [1, 12])
def test_the_product_page_asks_the_database_as_often_however_many_points_have_it(
    client, django_assert_num_queries, points
):
    product = a_product(stars=4, producer=a_producer(), commune=a_commune())
    for _ in range(points):
        put_on_shelf(product, 3, at=a_point())

    client.get(product.get_absolute_url())  # The first question makes the index.
    with django_assert_num_queries(4):
        client.get(product.get_absolute_url())


@pytest.mark.parametrize("kind", ["set", "sizes"])
def test_no_kind_of_product_asks_more_than_eight_times(client, django_assert_max_num_queries, kind):
    """Certified, photographed, reviewed, and made of others or in sizes."""
    product = a_product(stars=4, producer=a_producer(), commune=a_commune())
    put_on_shelf(a_variant(product) if kind == "sizes" else product, 5)
    if kind == "set":
        product = a_gift_set((product, 2), stars=4, producer=product.producer)
    for _ in range(3):
        ProductImage.objects.create(product=product, picture=a_picture())

    client.get(product.get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get(product.get_absolute_url())


def test_the_next_page_keeps_the_filters(client):
    for _ in range(30):
        a_product(stars=3)
    first = client.get("/san-pham/?sao=3")
    following = re.search(r'rel="next" href="([^"]+)"', first.content.decode()).group(1)

    second = client.get("/san-pham/" + html.unescape(following))

    assert second.status_code == 200
    assert len(second.context["page_obj"]) == 6
    assert second.context["filter"].stars == 3


def test_each_filter_in_use_can_be_taken_away_alone(client, goods):
    answer = client.get("/san-pham/?sao=4&nhom=I.5a&sap-xep=price&trang=1")
    assert [rest for _words, rest in answer.context["narrowed"]] == [
        "nhom=I.5a&sap-xep=price",
        "sao=4&sap-xep=price",
    ]
    assert client.get("/san-pham/?sap-xep=price").context["narrowed"] == []
