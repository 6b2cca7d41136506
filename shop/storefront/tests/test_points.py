"""The store locator, as a visitor meets it."""

import re

import pytest
import time_machine
from django.urls import reverse

from shop.forks.partner.models import StockRecord
from shop.storefront.tests.pointing import closed_at_tet, fill, open_on_mondays
from shop.tests.worlds import NOW, a_commune, a_point, a_producer, a_product, put_on_shelf

LONG = "a" * 10_000
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_ten_on_monday():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, **params):
    return client.get("/en/diem-ban/", params)


def names(response):
    return [row.point.name for row in response.context["listed"]]


class TestList:
    def test_it_says_where_when_and_what(self, client):
        point = a_point("Cửa hàng Mường Lay")
        open_on_mondays(point)
        put_on_shelf(a_product("Trà shan tuyết"), 5, at=point)
        html = page(client).content.decode()
        for text in (
            "Cửa hàng Mường Lay",
            "Chợ trung tâm, xã Mường Lay",
            "Open until 18:00",
            "Trà shan tuyết",
        ):
            assert text in html

    def test_the_fullest_shelves_are_named_and_the_rest_counted(self, client):
        point = a_point()
        for number in range(1, 6):
            put_on_shelf(a_product(f"Trà {number}"), number, at=point)
        (row,) = page(client).context["listed"]
        assert [record.product.title for record in row.shelves.top] == ["Trà 5", "Trà 4", "Trà 3"]
        assert (row.shelves.count, row.shelves.more) == (5, 2)

    def test_what_is_promised_or_not_on_show_is_not_in_stock(self, client):
        point = a_point()
        put_on_shelf(a_product(is_public=False), 5, at=point)
        promised = put_on_shelf(a_product(), 5, at=point)
        StockRecord.objects.filter(pk=promised.pk).update(num_allocated=5)
        (row,) = page(client).context["listed"]
        assert row.shelves.count == 0

    def test_a_paused_point_offers_nothing_and_says_that_it_is_closed(self, client):
        point = a_point(status="paused")
        open_on_mondays(point)
        put_on_shelf(a_product(), 5, at=point)
        response = page(client)
        assert response.context["listed"][0].shelves.count == 0
        assert "Closed for the time being" in response.content.decode()

    def test_the_map_shows_the_same_points_with_the_same_numbers(self, client):
        a_point("Điểm A"), a_point("Điểm B")
        response = page(client)
        html = response.content.decode()
        for row in response.context["listed"]:
            assert f'href="#diem-{row.point.slug}" aria-label="{row.number}. {row.point.name}"' in html
            assert f'id="diem-{row.point.slug}"' in html

    def test_without_points_it_says_so(self, client):
        assert "No point fits" in page(client).content.decode()


class TestNearestFirst:
    @pytest.fixture(autouse=True)
    def _two_points(self):
        a_point("Điểm A", commune=a_commune())
        a_point("Điểm B", commune=a_commune("Điện Biên Phủ", "03127", 21.41, 103.05))

    def test_by_a_commune_with_the_distance(self, client):
        response = page(client, noi="Điện Biên Phủ")
        assert names(response) == ["Điểm B", "Điểm A"]
        assert "69.0 km" in response.content.decode()

    def test_by_the_browsers_position(self, client):
        assert names(page(client, **{"vi-tri": "21.4,103.0"})) == ["Điểm B", "Điểm A"]

    def test_a_name_without_a_decision_is_asked_about_and_keeps_the_list(self, client):
        a_commune("Nà Tòng", "00001")
        a_commune("Na Tông", "00002")
        response = page(client, noi="na tong", **{"mo-cua": ""})
        html = response.content.decode()
        assert response.status_code == 200
        assert "may mean several places" in html
        assert 'href="?xa=00001"' in html
        assert 'href="?xa=00002"' in html
        assert len(names(response)) == 2

    def test_an_unknown_name_is_told_beside_the_field_and_keeps_what_was_typed(self, client):
        response = page(client, noi="Hà Nội")
        html = response.content.decode()
        assert response.status_code == 400
        assert 'value="Hà Nội"' in html
        assert 'aria-describedby="locator-place-hint locator-place-error"' in html
        assert "No commune of Điện Biên has this name" in html
        assert len(names(response)) == 2


class TestConditions:
    def test_open_now_leaves_out_the_closed_the_paused_and_the_unknown(self, client):
        open_on_mondays(a_point("Mở"))
        open_on_mondays(a_point("Đóng"), 14, 18)
        open_on_mondays(a_point("Tạm nghỉ", status="paused"))
        a_point("Không rõ")
        assert names(page(client, **{"mo-cua": "1"})) == ["Mở"]

    def test_only_points_that_have_the_product(self, client):
        product, other = a_product(), a_product()
        a_point("Không có")
        put_on_shelf(product, 3, at=a_point("Có"))
        put_on_shelf(product, 0, at=a_point("Hết"))
        put_on_shelf(other, 3, at=a_point("Hàng khác"))
        put_on_shelf(product, 3, at=a_point("Tạm nghỉ", status="paused"))
        response = page(client, **{"san-pham": product.pk})
        assert names(response) == ["Có"]
        assert f'name="san-pham" value="{product.pk}"' in response.content.decode()


@pytest.mark.parametrize("name", ["noi", "xa", "vi-tri", "mo-cua", "san-pham"])
@pytest.mark.parametrize("value", ["x", "-1", "9" * 400, "\x00", "🙂", LONG, "'\"<>", "1,2,3"])
def test_nonsense_gets_a_message_and_still_a_list(client, name, value):
    a_point("Điểm A")
    response = page(client, **{name: value})
    assert response.status_code == 400
    assert response.context["query"].errors.keys() == {name}
    assert "<>" not in response.content.decode()
    assert names(response) == ["Điểm A"]


@pytest.mark.parametrize("address", ["/diem-ban/", "/diem-ban/diem-mau/"])
class TestBothPages:
    @pytest.fixture(autouse=True)
    def _a_point(self):
        a_point(slug="diem-mau")

    def test_may_be_cached_and_touch_no_cookie(self, client, address):
        response = client.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"].startswith("public, max-age=")
        assert not response.cookies
        assert "Cookie" not in response["Vary"]

    def test_carry_no_inline_style_or_script(self, client, address):
        html = client.get(address).content.decode()
        assert not re.search(r"\sstyle=|<style|\son\w+=", html)
        assert not re.search(r"<script(?![^>]*(?:src=|ld\+json))", html)

    def test_are_only_read(self, client, address):
        assert client.post(address, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405


@pytest.mark.parametrize(("points", "products"), [(10, 24), (100, 240)])
@pytest.mark.slow
def test_the_list_asks_the_database_the_same_few_times(client, django_assert_num_queries, points, products):
    places = [a_point() for _ in range(points)]
    for place in places:
        open_on_mondays(place)
        closed_at_tet(place)
    goods = [a_product(stars=3, producer=a_producer()) for _ in range(products)]
    fill(places, goods)
    for queries, params in [
        (6, {}),
        (6, {"vi-tri": "21.4,103.0"}),
        (7, {"xa": "03151"}),
        (8, {"noi": "Mường Lay", "mo-cua": "1"}),
        (9, {"xa": "03151", "san-pham": goods[0].pk}),
    ]:
        with django_assert_num_queries(queries):
            response = client.get(reverse("points:index"), params)
        # The first product stands at the first point alone.
        assert len(response.context["listed"]) == (1 if "san-pham" in params else points)
