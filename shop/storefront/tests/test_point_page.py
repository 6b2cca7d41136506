"""A sales point's own page, as a visitor meets it."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine

from catalog.pictures.tests.photographs import a_shown_picture
from cms.factories import VillagePageFactory
from shop.storefront.tests.pointing import closed_at_tet, fill, open_on_mondays
from shop.tests.structured import block
from shop.tests.worlds import NOW, a_commune, a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_ten_on_monday():
    with time_machine.travel(NOW, tick=False):
        yield


class TestPoint:
    def test_it_says_how_to_find_it(self, client):
        point = a_point("Điểm mẫu", phone="0215 3 825 001", has_parking=True, is_sample=True)
        html = client.get(f"/en/diem-ban/{point.slug}/").content.decode()
        assert 'href="tel:+842153825001"' in html
        assert 'href="geo:22.020000,103.170000?q=22.020000,103.170000"' in html
        assert "destination=22.020000,103.170000" in html
        assert "daddr=22.020000,103.170000" in html
        assert "Parking" in html
        assert "Sample point" in html
        assert "Call before you go" in html

    def test_its_hours_are_a_table(self, client):
        point = a_point()
        open_on_mondays(point)
        html = client.get(f"/en/diem-ban/{point.slug}/").content.decode()
        assert "08:00–18:00" in html
        assert html.count('<th scope="row">') == 7
        assert "Open until 18:00" in html

    def test_days_of_other_hours_are_told_in_the_week_and_below_it(self, client):
        point = a_point()
        open_on_mondays(point)
        closed_at_tet(point)
        today = point.opening_exceptions.create(
            reason="festival", label="Hội xuân", from_date=NOW.date(), to_date=NOW.date()
        )
        today.periods.create(opens=time(9), closes=time(12))
        html = client.get(f"/en/diem-ban/{point.slug}/").content.decode()
        assert "Open until 12:00 · Hội xuân" in html
        assert re.search(r"usually\s+<span[^>]*>08:00–18:00", html)
        assert re.search(r"23/11 \(today\)</strong>:\s+<span[^>]*>09:00–12:00</span>\s+· Hội xuân", html)
        assert re.search(r"05/02–10/02</strong>:\s+closed\s+· Nghỉ Tết", html)

    def test_a_point_of_unknown_hours_tells_the_days_that_are_known(self, client):
        point = a_point()
        closed_at_tet(point)
        html = client.get(f"/en/diem-ban/{point.slug}/").content.decode()
        assert "Opening hours not known" in html
        assert "05/02–10/02" in html

    def test_it_shows_what_it_has_and_nothing_of_other_points(self, client):
        point = a_point()
        put_on_shelf(a_product("Trà ở đây"), 3, at=point)
        put_on_shelf(a_product("Trà nơi khác"), 3, at=a_point())
        html = client.get(point.get_absolute_url()).content.decode()
        assert "Trà ở đây" in html
        assert "Trà nơi khác" not in html

    def test_while_paused_it_sells_nothing(self, client):
        point = a_point(status="paused")
        put_on_shelf(a_product("Trà ở đây"), 3, at=point)
        assert "Trà ở đây" not in client.get(point.get_absolute_url()).content.decode()

    def test_makers_and_villages_are_its_neighbours_the_nearest_first(self, client):
        near = a_commune("Gần", "00001", 22.2, 103.17)
        far = a_commune("Điện Biên Phủ", "03127", 21.41, 103.05)
        a_producer("HTX gần", slug="gan", commune=near)
        a_producer("HTX láng giềng", commune=a_commune())
        a_producer("HTX nơi xa", slug="xa", commune=far)
        VillagePageFactory(title="Bản gần", slug="ban-gan", commune=near)
        VillagePageFactory(title="Bản xa", slug="ban-xa", commune=far)
        html = client.get(f"/en{a_point().get_absolute_url()}").content.decode()
        assert re.search(r"HTX láng giềng.*?0 m.*HTX gần</a> · xã Gần, 20\.0 km", html, re.DOTALL)
        assert 'href="/en/du-lich/ban-gan/">Bản gần' in html
        assert "HTX nơi xa" not in html
        assert "Bản xa" not in html

    def test_goods_say_how_many_are_left_and_when_that_was_last_confirmed(self, client):
        point = a_point()
        tea = a_product("Trà shan tuyết")
        put_on_shelf(tea, 3, at=point)
        put_on_shelf(tea, 9, at=a_point())
        html = client.get(f"/en{point.get_absolute_url()}").content.decode()
        assert re.search(r"3 left · last confirmed 23/11/2026", html)
        assert "9 left" not in html

    def test_it_shows_all_that_is_known_of_it(self, client):
        point = a_point(
            zalo="0215 000 001",
            email="diem@shop.example",
            way_there_vi="Cạnh bến xe",
            has_tasting=True,
            accepts_card=True,
            operator_name="Hợp tác xã Mẫu",
            operator_tax_code="5600000000",
            floor_area_m2=40,
            village="Bản Một",
        )
        html = client.get(f"/en{point.get_absolute_url()}").content.decode()
        for text in ("zalo.me/0215000001", "mailto:diem@shop.example", "Cạnh bến xe", "can be tasted"):
            assert text in html
        for text in ("Cards are accepted", "Hợp tác xã Mẫu", "5600000000", "40 m² of floor", "Bản Một"):
            assert text in html

    def test_its_gallery_hangs_in_order(self, client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        point = a_point()
        for order, title in ((2, "Bên trong"), (1, "Mặt tiền")):
            picture = a_shown_picture()
            type(picture).objects.filter(pk=picture.pk).update(description_vi=title)
            point.gallery.create(picture=picture, display_order=order)
        html = client.get(point.get_absolute_url()).content.decode()
        assert 0 < html.index('alt="Mặt tiền"') < html.index('alt="Bên trong"')

    def test_search_engines_learn_place_and_hours(self, client):
        point = a_point("Điểm </script><b>")
        open_on_mondays(point, 18, 2)
        html = client.get(point.get_absolute_url()).content.decode()
        data = block(html, "Store")
        assert data["name"] == "Điểm </script><b>"
        assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 22.02, "longitude": 103.17}
        (hours,) = data["openingHoursSpecification"]
        assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == (
            "https://schema.org/Monday",
            "18:00",
            "02:00",
        )

    def test_search_engines_learn_the_coming_days_of_other_hours(self, client):
        point = a_point()
        open_on_mondays(point)
        closed_at_tet(point)
        fair = point.opening_exceptions.create(
            reason="festival", from_date=NOW.date(), to_date=NOW.date() + timedelta(days=1)
        )
        fair.periods.create(opens=time(20), closes=time(1))
        point.opening_exceptions.create(
            reason="other", from_date=date(2026, 11, 1), to_date=date(2026, 11, 2)
        )
        data = block(client.get(f"/en/diem-ban/{point.slug}/").content.decode(), "Store")
        names = ("name", "opens", "closes", "validFrom", "validThrough")
        assert [[told[name] for name in names] for told in data["specialOpeningHoursSpecification"]] == [
            ["festival", "20:00", "01:00", "2026-11-23", "2026-11-24"],
            ["Nghỉ Tết", "00:00", "00:00", "2027-02-05", "2027-02-10"],
        ]

    @pytest.mark.parametrize("status", ["planned", "closed"])
    def test_a_point_that_is_not_published_has_no_page(self, client, status):
        assert client.get(a_point(status=status).get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("slug", ["khong-co", "a" * 10_000])
    def test_an_unknown_point_has_no_page(self, client, slug):
        assert client.get(f"/diem-ban/{slug}/").status_code == 404

    def test_more_than_a_page_of_goods_is_paged(self, client):
        point = a_point()
        for _ in range(25):
            put_on_shelf(a_product(), 1, at=point)
        address = point.get_absolute_url()
        assert len(client.get(address).context["page_obj"]) == 24
        assert len(client.get(address, {"trang": "2"}).context["page_obj"]) == 1

    @pytest.mark.parametrize("number", ["0", "2", "-1", "x", "١", "9" * 400, "\x00", "🙂"])
    def test_a_page_that_is_not_there_is_not_found(self, client, number):
        assert client.get(a_point().get_absolute_url(), {"trang": number}).status_code == 404


@pytest.mark.parametrize("products", [24, 240])
@pytest.mark.slow
def test_a_points_page_asks_the_database_the_same_few_times(client, django_assert_num_queries, products):
    point = a_point()
    fill([point], [a_product(stars=3, producer=a_producer()) for _ in range(products)])
    closed_at_tet(point)
    client.get(point.get_absolute_url())  # The index takes in what is new.
    with django_assert_num_queries(11):
        client.get(point.get_absolute_url())
