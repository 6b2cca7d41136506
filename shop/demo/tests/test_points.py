"""The sample points: plainly samples, of every kind, and good for trying the store locator."""

import re
from datetime import time, timedelta

import pytest

from shop.demo.hours import build_exceptions, opening_periods
from shop.demo.places import build_communes
from shop.demo.points import build_points
from shop.points.distance import distance_km
from shop.points.models import OpeningException, SalesPoint
from shop.tests.worlds import NOW


def test_hours_are_read_from_a_short_notation():
    assert opening_periods("T2-T3 07:30-11:30 13:30-17:00; CN 18:00-01:00") == [
        (0, time(7, 30), time(11, 30)),
        (0, time(13, 30), time(17)),
        (1, time(7, 30), time(11, 30)),
        (1, time(13, 30), time(17)),
        (6, time(18), time(1)),
    ]
    assert opening_periods("") == []


@pytest.fixture
def points(db):
    """The ten, in the communes where they stand."""
    build_communes()
    build_points()


@pytest.mark.usefixtures("points")
def test_ten_in_ten_communes_one_of_them_paused():
    points = SalesPoint.objects.all()
    assert len({point.commune_id for point in points}) == 10
    assert sorted(point.status for point in points) == ["open"] * 9 + ["paused"]
    assert {point.kind for point in points} == set(SalesPoint.Kind.values)
    assert {point.setting for point in points} == set(SalesPoint.Setting.values)


@pytest.mark.usefixtures("points")
def test_nobody_takes_one_for_real():
    for point in SalesPoint.objects.all():
        assert point.is_sample
        assert "mẫu" in point.name
        assert point.address_line.startswith("Địa chỉ mẫu")
        assert re.fullmatch(r"02000000\d\d", point.phone)


@pytest.mark.usefixtures("points")
def test_each_stands_near_the_middle_of_its_commune():
    for point in SalesPoint.objects.select_related("commune"):
        middle = (point.commune.latitude, point.commune.longitude)
        assert 0 < distance_km((point.latitude, point.longitude), middle) < 2


@pytest.mark.usefixtures("points")
def test_hours_of_every_sort():
    hours = {p.slug: list(p.opening_periods.all()) for p in SalesPoint.objects.all()}
    assert [slug for slug, periods in hours.items() if not periods] == ["nua-ngam"]
    assert any(period.closes <= period.opens for period in hours["muong-phang"])
    assert len([period for period in hours["muong-lay"] if period.weekday == 0]) == 2


@pytest.mark.usefixtures("points")
def test_each_has_the_partner_that_holds_its_stock():
    for point in SalesPoint.objects.all():
        assert point.partner.code == point.slug
        assert point.partner.name == point.name


@pytest.mark.usefixtures("points")
def test_some_keep_other_hours_on_some_days_and_a_second_run_adds_nothing():
    first, second = build_exceptions(at=NOW), build_exceptions(at=NOW + timedelta(days=30))
    assert (first.new, second.new) == (first.total, 0)
    exceptions = OpeningException.objects.prefetch_related("periods")
    assert any(each.from_tet_day is not None for each in exceptions)
    assert any(each.from_date == NOW.date() and each.periods.all() for each in exceptions)
    assert any(each.from_date and not each.periods.all() for each in exceptions)
    assert any(each.sales_point.slug == "nua-ngam" for each in exceptions), "the point of unknown hours"
    for each in exceptions:
        assert each.label_vi.endswith("(mẫu)")
        assert each.label_en.endswith("(sample)")
