"""Opening hours: what is told at each moment of the week. No database; the moment is given."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from shop.points.hours import PAUSED, UNKNOWN, ZONE, OpenState, in_words, span_in_words, state, state_of, week

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True)
class Hours:
    weekday: int
    opens: time
    closes: time


def hours(weekday, opens, closes):
    return Hours(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


def at(day, hour):
    """A day of November 2026, whose 23rd is a Monday; the 34th is 4 December."""
    clock = time.fromisoformat(hour)
    return datetime.combine(date(2026, 11, 1) + timedelta(days=day - 1), clock, tzinfo=ZONE)


TWO_SLOTS = [hours(day, *slot) for day in range(5) for slot in [("07:30", "11:30"), ("13:30", "17:00")]]
NIGHT_MARKET = [hours(FRI, "18:00", "02:00"), hours(SAT, "18:00", "02:00")]
SUNDAY_NIGHT = [hours(SUN, "22:00", "01:00")]
MONDAY_ONLY = [hours(MON, "08:00", "10:00")]
ALWAYS = [hours(day, "00:00", "00:00") for day in range(7)]
THREE_WHOLE_DAYS = [hours(day, "00:00", "00:00") for day in (FRI, SAT, SUN)]
TOUCHING = [hours(MON, "08:00", "12:00"), hours(MON, "12:00", "17:00")]
OVERLAPPING = [hours(MON, "08:00", "14:00"), hours(MON, "09:00", "12:00")]
DAY_AND_NIGHT = [hours(MON, "06:00", "06:00")]

OPEN, CLOSED = "open", "closed"
CASES = [
    # Two slots a day.
    ("before the first slot", TWO_SLOTS, at(23, "07:00"), CLOSED, at(23, "07:30")),
    ("the minute it opens", TWO_SLOTS, at(23, "07:30"), OPEN, at(23, "11:30")),
    ("within the first slot", TWO_SLOTS, at(23, "09:15"), OPEN, at(23, "11:30")),
    ("the last instant of the slot", TWO_SLOTS, at(23, "11:29:59.999999"), OPEN, at(23, "11:30")),
    ("the minute it closes", TWO_SLOTS, at(23, "11:30"), CLOSED, at(23, "13:30")),
    ("at lunch", TWO_SLOTS, at(23, "12:00"), CLOSED, at(23, "13:30")),
    ("within the second slot", TWO_SLOTS, at(23, "16:00"), OPEN, at(23, "17:00")),
    ("in the evening", TWO_SLOTS, at(23, "20:00"), CLOSED, at(24, "07:30")),
    ("on Friday evening, over the weekend", TWO_SLOTS, at(27, "17:00"), CLOSED, at(30, "07:30")),
    ("on Sunday, over the end of the week", TWO_SLOTS, at(29, "23:59"), CLOSED, at(30, "07:30")),
    # Past midnight.
    ("the evening before midnight", NIGHT_MARKET, at(27, "23:00"), OPEN, at(28, "02:00")),
    ("at midnight", NIGHT_MARKET, at(28, "00:00"), OPEN, at(28, "02:00")),
    ("after midnight, by yesterday's hours", NIGHT_MARKET, at(28, "01:59"), OPEN, at(28, "02:00")),
    ("the minute yesterday's hours end", NIGHT_MARKET, at(28, "02:00"), CLOSED, at(28, "18:00")),
    ("before the first of the two nights", NIGHT_MARKET, at(27, "01:00"), CLOSED, at(27, "18:00")),
    ("Sunday morning, by Saturday's hours", NIGHT_MARKET, at(29, "01:00"), OPEN, at(29, "02:00")),
    ("Sunday evening, which has none", NIGHT_MARKET, at(29, "19:00"), CLOSED, at(34, "18:00")),
    ("Monday morning, by Sunday's hours", SUNDAY_NIGHT, at(23, "00:30"), OPEN, at(23, "01:00")),
    ("Monday after Sunday's hours", SUNDAY_NIGHT, at(23, "01:00"), CLOSED, at(29, "22:00")),
    # A week ahead.
    ("after the only hours of a week", MONDAY_ONLY, at(23, "10:00"), CLOSED, at(30, "08:00")),
    ("the day before the only hours", MONDAY_ONLY, at(22, "12:00"), CLOSED, at(23, "08:00")),
    # Whole days and periods that touch.
    ("every day and night", ALWAYS, at(25, "03:00"), OPEN, None),
    ("at the very start of a day of them", ALWAYS, at(25, "00:00"), OPEN, None),
    ("three whole days in a row", THREE_WHOLE_DAYS, at(27, "12:00"), OPEN, at(30, "00:00")),
    ("before three whole days", THREE_WHOLE_DAYS, at(26, "23:59"), CLOSED, at(27, "00:00")),
    ("two periods that touch are one", TOUCHING, at(23, "11:00"), OPEN, at(23, "17:00")),
    ("where two touch it is open", TOUCHING, at(23, "12:00"), OPEN, at(23, "17:00")),
    ("one period within another", OVERLAPPING, at(23, "11:00"), OPEN, at(23, "14:00")),
    ("closing at the hour it opened, a day later", DAY_AND_NIGHT, at(24, "05:59"), OPEN, at(24, "06:00")),
]


@pytest.mark.parametrize(("when", "periods", "moment", "kind", "changes_at"), CASES)
def test_state_through_the_week(when, periods, moment, kind, changes_at):
    assert state(periods, moment) == OpenState(kind, changes_at)


def test_the_order_of_the_periods_does_not_matter():
    assert state(reversed(TWO_SLOTS), at(23, "12:00")) == OpenState("closed", at(23, "13:30"))


def test_the_moment_may_come_in_any_zone():
    nine_in_vietnam = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert state(TWO_SLOTS, nine_in_vietnam) == OpenState("open", at(23, "11:30"))


def test_without_periods_the_hours_are_unknown_and_not_closed():
    assert state([], at(23, "12:00")) == UNKNOWN
    assert UNKNOWN.is_open is None


def a_point(status, periods):
    return SimpleNamespace(status=status, opening_periods=SimpleNamespace(all=lambda: periods))


def test_a_paused_point_is_not_open_whatever_its_hours_say():
    assert state_of(a_point("paused", ALWAYS), at(23, "12:00")) == PAUSED
    assert PAUSED.is_open is False


def test_an_open_point_goes_by_its_hours():
    assert state_of(a_point("open", ALWAYS), at(23, "12:00")).is_open is True


WORDS = [
    (OpenState("open", at(23, "18:00")), at(23, "09:00"), "Open until 18:00"),
    (OpenState("open", at(24, "02:00")), at(23, "22:00"), "Open until 02:00"),
    (OpenState("open", at(24, "17:00")), at(23, "09:00"), "Open until 17:00 tomorrow"),
    (OpenState("open", at(26, "00:00")), at(23, "09:00"), "Open until 00:00 on Thursday"),
    (OpenState("open"), at(23, "09:00"), "Open around the clock"),
    (OpenState("closed", at(23, "13:30")), at(23, "12:00"), "Closed, opens again at 13:30"),
    (OpenState("closed", at(24, "07:30")), at(23, "20:00"), "Closed, opens again at 07:30 tomorrow"),
    (OpenState("closed", at(24, "01:00")), at(23, "20:00"), "Closed, opens again at 01:00 tomorrow"),
    (OpenState("closed", at(27, "07:30")), at(23, "20:00"), "Closed, opens again at 07:30 on Friday"),
    (OpenState("closed", at(30, "08:00")), at(23, "20:00"), "Closed, opens again at 08:00 on 30/11"),
    (UNKNOWN, at(23, "09:00"), "Opening hours not known"),
    (PAUSED, at(23, "09:00"), "Closed for the time being"),
]


@pytest.mark.parametrize(("told", "moment", "words"), WORDS, ids=[case[2] for case in WORDS])
def test_words_for_people(told, moment, words):
    with translation.override("en"):
        assert in_words(told, moment) == words


def test_words_are_in_the_zone_of_the_province():
    with translation.override("en"):
        utc = OpenState("open", datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
        assert in_words(utc, datetime(2026, 11, 23, 2, 0, tzinfo=UTC)) == "Open until 18:00"


def test_the_table_of_a_week_names_each_day_and_leaves_closed_days_empty():
    with translation.override("en"):
        days = week(TWO_SLOTS)
    assert [day.name for day in days][0] == "Monday"
    assert days[MON].hours == ["07:30–11:30", "13:30–17:00"]
    assert days[SUN].hours == []


def test_the_table_is_empty_where_the_hours_are_unknown():
    assert week([]) == []


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
def test_a_period_in_words(opens, closes, words):
    with translation.override("en"):
        assert span_in_words(hours(MON, opens, closes)) == words
