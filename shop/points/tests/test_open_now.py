"""Which of many points are open: the same as what each is told to be by itself."""

from datetime import timedelta

import pytest

from shop.points.hours import state_of
from shop.points.models import SalesPoint
from shop.points.open_now import open_points
from shop.points.tests.opening import moment
from shop.points.tests.test_hours import CASES, ELSEWHERE
from shop.tests.worlds import NOW, a_point

pytestmark = pytest.mark.django_db


def kept(schedule, **values):
    """A point with these hours in the database."""
    point = a_point(time_zone=schedule.zone.key, **values)
    for weekday, spans in schedule.week.items():
        for span in spans:
            point.opening_periods.create(weekday=weekday, opens=span.opens, closes=span.closes)
    for other in schedule.exceptions:
        is_dated = other.from_date is not None
        days = {
            "from_date": other.from_date,
            "to_date": other.to_date,
            "from_tet_day": None if is_dated else other.from_tet_day,
            "to_tet_day": None if is_dated else other.to_tet_day,
        }
        exception = point.opening_exceptions.create(reason="other", label_vi=other.name, **days)
        for span in other.spans:
            exception.periods.create(opens=span.opens, closes=span.closes)
    return point


@pytest.mark.parametrize(
    ("schedule", "at", "kind"),
    [case[1:4] for case in CASES + ELSEWHERE],
    ids=[case[0] for case in CASES + ELSEWHERE],
)
def test_it_is_what_the_point_itself_is_told_to_be(schedule, at, kind):
    point = kept(schedule)
    when = moment(at, schedule.zone)
    assert (point.pk in open_points(when)) is (kind == "open")


def test_among_many_at_every_hour_of_a_week(django_assert_num_queries):
    for case in (CASES + ELSEWHERE)[::4]:
        kept(case[1])
    kept(CASES[2][1], status="paused")
    points = list(SalesPoint.objects.with_hours())
    for hour in range(0, 7 * 24, 3):
        at = NOW + timedelta(hours=hour)
        with django_assert_num_queries(3):
            found = open_points(at)
        assert found == {point.pk for point in points if state_of(point, at).is_open}
