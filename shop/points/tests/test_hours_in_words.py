"""A point's hours as people read them."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from shop.points.hours import PAUSED, UNKNOWN, OpenState
from shop.points.hours_in_words import hours_in_words, in_words, span_in_words
from shop.points.schedule import Span
from shop.points.tests.opening import at_tet, moment, on, week

MORNING, EVENING = moment("2026-11-23 09:00"), moment("2026-11-23 20:00")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


WORDS = [
    (OpenState("open", moment("2026-11-23 18:00")), MORNING, "Open until 18:00"),
    (OpenState("open", moment("2026-11-24 02:00")), EVENING, "Open until 02:00"),
    (OpenState("open", moment("2026-11-24 17:00")), MORNING, "Open until 17:00 tomorrow"),
    (OpenState("open", moment("2026-11-26 00:00")), MORNING, "Open until 00:00 on Thursday"),
    (OpenState("open"), MORNING, "Open around the clock"),
    (OpenState("closed", moment("2026-11-23 13:30")), MORNING, "Closed, opens again at 13:30"),
    (OpenState("closed", moment("2026-11-24 07:30")), EVENING, "Closed, opens again at 07:30 tomorrow"),
    (OpenState("closed", moment("2026-11-24 01:00")), EVENING, "Closed, opens again at 01:00 tomorrow"),
    (OpenState("closed", moment("2026-11-27 07:30")), EVENING, "Closed, opens again at 07:30 on Friday"),
    (OpenState("closed", moment("2026-11-30 08:00")), EVENING, "Closed, opens again at 08:00 on 30/11"),
    (OpenState("closed", moment("2027-01-05 08:00")), EVENING, "Closed, opens again at 08:00 on 05/01"),
    (OpenState("closed", moment("2027-11-30 08:00")), EVENING, "Closed, opens again at 08:00 on 30/11/2027"),
    (OpenState("closed"), MORNING, "Closed, no day of opening is known"),
    (UNKNOWN, MORNING, "Opening hours not known"),
    (PAUSED, MORNING, "Closed for the time being"),
]


@pytest.mark.parametrize(("told", "now", "words"), WORDS, ids=[case[2] for case in WORDS])
def test_the_state_now(told, now, words):
    assert in_words(told, now) == words


def test_the_hour_is_that_of_the_points_own_clock():
    ten, six = datetime(2026, 11, 23, 3, tzinfo=UTC), datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert in_words(OpenState("open", six), ten) == "Open until 18:00"
    assert in_words(OpenState("open", six, ZoneInfo("Asia/Tokyo")), ten) == "Open until 20:00"


def test_in_vietnamese():
    with translation.override("vi"):
        assert in_words(OpenState("open", moment("2026-11-23 18:00")), MORNING) == "Mở cửa, đến 18:00"
        again = OpenState("closed", moment("2026-11-24 07:30"))
        assert in_words(again, EVENING) == "Đang nghỉ, mở lại lúc 07:30 ngày mai"


def test_the_table_of_a_week_names_each_day_and_leaves_closed_days_empty():
    days = hours_in_words(week("Mo-Fr 07:30-11:30 13:30-17:00"), MORNING).week
    assert [day.name for day in days][:2] == ["Monday", "Tuesday"]
    assert days[0].hours == ["07:30–11:30", "13:30–17:00"]
    assert days[6].hours == []
    assert [day.name for day in days if day.is_today] == ["Monday"]
    assert not any(day.other for day in days)


def test_the_table_is_empty_where_the_hours_are_unknown():
    assert hours_in_words(week(""), MORNING).week == []


def test_a_coming_date_of_other_hours_is_told_in_its_row():
    schedule = week(
        "Mo-Su 08:00-17:00", on("2026-11-25", name="Stock-taking"), on("2026-11-30", "09:00-10:00")
    )
    days = hours_in_words(schedule, MORNING).week
    assert [(day.other.name, day.other.why) for day in days if day.other] == [("25/11", "Stock-taking")]
    assert days[2].other.hours == []
    assert days[2].hours == ["08:00–17:00"]


def test_today_is_told_as_such():
    days = hours_in_words(week("Mo-Su 08:00-17:00", on("2026-11-23", "10:00-12:00")), MORNING)
    assert days.week[0].other.is_today
    assert days.coming[0].is_today
    assert days.coming[0].hours == ["10:00–12:00"]


def test_days_ahead_are_told_together_those_of_tet_in_their_year():
    schedule = week(
        "Mo-Su 08:00-17:00", on("2026-12-02/2026-12-04"), at_tet(-1, 3), at_tet(1, 1, "09:00-10:00")
    )
    found = hours_in_words(schedule, MORNING).coming
    assert [day.name for day in found] == ["02/12–04/12", "05/02–06/02", "07/02", "08/02–09/02"]
    assert [day.hours for day in found] == [[], [], ["09:00–10:00"], []]


def test_what_is_past_or_far_off_is_not_told():
    schedule = week("Mo-Su 08:00-17:00", on("2026-11-01/2026-11-22"), on("2027-03-24"))
    assert hours_in_words(schedule, MORNING).coming == []


def test_of_days_that_have_begun_only_the_rest_is_told():
    schedule = week("", on("2026-11-01/2026-11-24", name="Repairs"))
    assert [day.name for day in hours_in_words(schedule, MORNING).coming] == ["23/11–24/11"]


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        ("07:30", "17:00", "07:30–17:00"),
        ("18:00", "02:00", "18:00–02:00 the next day"),
        ("18:00", "00:00", "18:00–00:00"),
        ("06:00", "06:00", "06:00–06:00 the next day"),
        ("00:00", "00:00", "all day"),
    ],
)
def test_a_span(opens, closes, words):
    assert span_in_words(Span(time.fromisoformat(opens), time.fromisoformat(closes))) == words
