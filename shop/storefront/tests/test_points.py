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

    def test_the_goods_with_most_stars_are_named_and_the_rest_counted(self, client):
        point = a_point()
        for number, stars in enumerate([None, 3, None, 5, 4], start=1):
            put_on_shelf(a_product(f"Trà {number}", stars=stars), number, at=point)
        (row,) = page(client).context["listed"]
        assert [card.title for card in row.goods.cards] == ["Trà 4", "Trà 5", "Trà 2"]
        assert (row.goods.count, row.goods.more) == (5, 2)

    def test_what_is_promised_or_not_on_show_is_not_in_stock(self, client):
        point = a_point()
        put_on_shelf(a_product(is_public=False), 5, at=point)
        promised = put_on_shelf(a_product(), 5, at=point)
        StockRecord.objects.filter(pk=promised.pk).update(num_allocated=5)
        (row,) = page(client).context["listed"]
        assert row.goods.count == 0

    def test_a_paused_point_offers_nothing_and_says_that_it_is_closed(self, client):
        point = a_point(status="paused")
        open_on_mondays(point)
        put_on_shelf(a_product(), 5, at=point)
        response = page(client)
        assert response.context["listed"][0].goods.count == 0
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
        assert "No commune of Điện Biên, old or new" in html
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
        assert response.context["nearer"] is None
        assert f'name="san-pham" value="{product.pk}"' in response.content.decode()


class TestNearestThatHasIt:
    @pytest.fixture
    def tea(self):
        return a_product("Trà shan tuyết")

    @pytest.fixture(autouse=True)
    def _near_and_far(self, tea):
        a_point("Gần", latitude=21.4, longitude=103.0)
        put_on_shelf(tea, 3, at=a_point("Vừa", latitude=21.6, longitude=103.0))
        put_on_shelf(tea, 9, at=a_point("Xa", latitude=22.0, longitude=103.0))

    def test_the_nearest_that_has_it_comes_first_and_the_empty_one_is_named_as_such(self, client, tea):
        response = page(client, **{"vi-tri": "21.4,103.0", "san-pham": tea.pk})
        assert names(response) == ["Vừa", "Xa"]
        html = " ".join(response.content.decode().split())
        assert "The nearest point, Gần (0 m), does not have it." in html
        assert "2 points have it; the nearest of them is Vừa, 22.2 km away." in html

    def test_of_the_open_ones_the_nearest_without_it_is_named(self, client, tea):
        open_on_mondays(a_point("Mở, không có", latitude=21.5, longitude=103.0))
        far = a_point("Mở, có", latitude=21.9, longitude=103.0)
        open_on_mondays(far)
        put_on_shelf(tea, 1, at=far)
        asked = {"vi-tri": "21.4,103.0", "san-pham": tea.pk, "mo-cua": "1"}
        response = page(client, **asked)
        assert names(response) == ["Mở, có"]
        assert response.context["nearer"].name == "Mở, không có"

    def test_where_the_nearest_has_it_nothing_else_is_said(self, client, tea):
        response = page(client, **{"vi-tri": "21.6,103.0", "san-pham": tea.pk})
        assert names(response) == ["Vừa", "Xa"]
        assert "does not have it" not in response.content.decode()

    def test_where_none_has_it_the_nearest_is_not_shown_as_if_it_had(self, client):
        other = a_product("Mật ong")
        response = page(client, **{"vi-tri": "21.4,103.0", "san-pham": other.pk})
        assert names(response) == []
        html = response.content.decode()
        assert "does not have it" in html
        assert "No other point has it either" in html

    def test_a_product_is_chosen_by_its_words_in_the_form(self, client, tea):
        response = page(client, hang="tra shan tuyet")
        assert names(response) == ["Vừa", "Xa"]
        html = response.content.decode()
        assert f'name="san-pham" value="{tea.pk}"' in html
        assert 'name="hang" value="Trà shan tuyết"' in html

    def test_words_of_several_products_are_asked_about(self, client, tea):
        a_product("Trà hoa vàng")
        response = page(client, hang="tra", **{"mo-cua": "1"})
        html = response.content.decode()
        assert response.status_code == 200
        assert "may mean several products" in html
        assert f'href="?mo-cua=1&amp;san-pham={tea.pk}"' in html

    def test_words_of_no_product_are_told_beside_their_field(self, client):
        response = page(client, hang="xyzzyqwerty")
        assert response.status_code == 400
        assert 'id="locator-goods-error"' in response.content.decode()

    def test_what_is_for_adults_is_not_found_by_its_words(self, client):
        put_on_shelf(a_product("Rượu sâu chít", age_restricted=True), 3, at=a_point())
        assert page(client, hang="rượu sâu chít").status_code == 400


@pytest.mark.parametrize("name", ["noi", "xa", "vi-tri", "mo-cua", "loai", "the", "san-pham"])
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
    client.get(reverse("points:index"), {"noi": "Atlantis"})  # The index takes in what is new.
    for queries, params in [
        (8, {}),
        (8, {"vi-tri": "21.4,103.0"}),
        (8, {"loai": "point", "nhan-hang": "1"}),
        (9, {"xa": "03151"}),
        (16, {"noi": "Mường Lay", "mo-cua": "1"}),
        (12, {"xa": "03151", "san-pham": goods[0].pk}),
        (11, {"hang": goods[0].title, "vi-tri": "21.4,103.0"}),
    ]:
        with django_assert_num_queries(queries):
            response = client.get(reverse("points:index"), params)
        # The first product stands at the first point alone.
        assert response.context["page_obj"].paginator.count == (
            1 if {"san-pham", "hang"} & params.keys() else points
        )
