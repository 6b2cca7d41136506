"""The points as maps take them."""

from datetime import date, time

import pytest
import time_machine

from shop.machines.osm_hours import opening_hours
from shop.points.tests.opening import at_tet, on, week
from shop.tests.worlds import NOW, a_point


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (week(""), ""),
        (week("Mo-Su 07:30-17:00"), "Mo-Su 07:30-17:00"),
        (week("Mo-Su 00:00-00:00"), "24/7"),
        (week("Sa 00:00-00:00"), "Sa 00:00-24:00"),
        (week("Mo 18:00-00:00"), "Mo 18:00-24:00"),
        (week("Mo 18:00-02:00"), "Mo 18:00-02:00"),
        (week("Mo 06:00-06:00"), "Mo 06:00-30:00"),
        (
            week("Mo-Fr 13:30-17:00 07:00-11:30; Su 08:00-12:00"),
            "Mo-Fr 07:00-11:30,13:30-17:00; Su 08:00-12:00",
        ),
        (week("Mo 07:00-09:00; We 07:00-09:00"), "Mo 07:00-09:00; We 07:00-09:00"),
        (week("Mo 07:00-09:00", on("2026-11-30")), "Mo 07:00-09:00; 2026 Nov 30 off"),
        (week("", on("2026-11-30", "08:00-09:00")), "2026 Nov 30 08:00-09:00"),
        (
            week("Mo-Su 00:00-00:00", at_tet(-1, 3, name='Nghỉ "Tết"')),
            '24/7; 2027 Feb 05-2027 Feb 09 off "Nghỉ Tết"',
        ),
    ],
)
def test_hours_in_the_words_of_openstreetmap(schedule, words):
    days = schedule.other_days(date(2026, 11, 23), date(2027, 3, 1))
    assert opening_hours(schedule, days) == words


@pytest.mark.django_db
class TestPoints:
    @pytest.fixture
    def features(self, client):
        def read(address="/nguon/diem-ban.geojson"):
            answer = client.get(address)
            assert answer["Content-Type"] == "application/geo+json"
            found = answer.json()
            assert found["type"] == "FeatureCollection"
            return {feature["id"]: feature for feature in found["features"]}

        return read

    def test_a_point_with_what_is_known_of_it(self, features, settings):
        point = a_point("Điểm A", slug="diem-a", phone="0215 382 5555", is_sample=True)
        point.opening_periods.create(weekday=0, opens=time(7), closes=time(11))

        assert features()["diem-a"] == {
            "type": "Feature",
            "id": "diem-a",
            "geometry": {"type": "Point", "coordinates": [103.17, 22.02]},
            "properties": {
                "name": "Điểm A",
                "shop": "yes",
                "addr:full": "Chợ trung tâm",
                "addr:subdistrict": "xã Mường Lay",
                "addr:province": "Điện Biên",
                "addr:country": "VN",
                "opening_hours": "Mo 07:00-11:00",
                "phone": "+842153825555",
                "website": f"{settings.PUBLIC_URL}/diem-ban/diem-a/",
                "note": "mẫu",
            },
        }

    @time_machine.travel(NOW)
    def test_coming_days_of_other_hours_are_told_and_past_ones_are_not(self, features):
        point = a_point(slug="diem-a")
        point.opening_periods.create(weekday=0, opens=time(7), closes=time(11))
        for day in (date(2026, 11, 22), date(2026, 11, 24)):
            point.opening_exceptions.create(reason="stock_taking", from_date=day, to_date=day)
        hours = features()["diem-a"]["properties"]["opening_hours"]
        assert hours == 'Mo 07:00-11:00; 2026 Nov 24 off "kiểm kê"'

    def test_without_points_it_is_an_empty_collection(self, features):
        assert features() == {}

    def test_one_that_is_paused_is_shut_and_one_not_published_is_not_there(self, features):
        paused = a_point(slug="nghi", status="paused")
        paused.opening_periods.create(weekday=0, opens=time(7), closes=time(11))
        a_point(slug="du-dinh", status="planned")
        a_point(slug="dong", status="closed")

        found = features()
        assert set(found) == {"nghi"}
        assert found["nghi"]["properties"]["opening_hours"] == "off"
