"""The points as maps take them."""

from datetime import time

import pytest

from shop.machines.osm_hours import opening_hours
from shop.points.models import OpeningPeriod
from shop.tests.worlds import a_point


def a_period(day, opens, closes):
    return OpeningPeriod(weekday=day, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def all_week(opens, closes, days=range(7)):
    return [a_period(day, opens, closes) for day in days]


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ([], ""),
        (all_week("07:30", "17:00"), "Mo-Su 07:30-17:00"),
        (all_week("00:00", "00:00"), "24/7"),
        ([a_period(5, "00:00", "00:00")], "Sa 00:00-24:00"),
        ([a_period(0, "18:00", "00:00")], "Mo 18:00-24:00"),
        ([a_period(0, "18:00", "02:00")], "Mo 18:00-02:00"),
        ([a_period(0, "06:00", "06:00")], "Mo 06:00-30:00"),
        (
            [
                *all_week("13:30", "17:00", range(5)),
                *all_week("07:00", "11:30", range(5)),
                a_period(6, "08:00", "12:00"),
            ],
            "Mo-Fr 07:00-11:30,13:30-17:00; Su 08:00-12:00",
        ),
        ([a_period(0, "07:00", "09:00"), a_period(2, "07:00", "09:00")], "Mo 07:00-09:00; We 07:00-09:00"),
    ],
)
def test_hours_in_the_words_of_openstreetmap(periods, words):
    assert opening_hours(periods) == words


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
