"""Opening hours: what is told at each moment. No database; the moment is given.

23 November 2026 is a Monday. Tết 2027 is Saturday 6 February, Tết 2028 Wednesday 26 January.
"""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from shop.points.hours import PAUSED, UNKNOWN, OpenState, state, state_of
from shop.points.tests.opening import at_tet, moment, on, week

OPEN, CLOSED = "open", "closed"
#: The clocks of New York jump from 02:00 to 03:00 on 14 March 2027 and go back from 02:00 to 01:00 on
#: 7 November 2027; those of Cairo jump at midnight, from 00:00 to 01:00 on 30 April 2027.
NEW_YORK, CAIRO = ZoneInfo("America/New_York"), ZoneInfo("Africa/Cairo")
BANGKOK = ZoneInfo("Asia/Bangkok")

TWO_SLOTS = week("Mo-Fr 07:30-11:30 13:30-17:00")
NIGHTS = week("Fr-Sa 18:00-02:00")
SUNDAY_NIGHT = week("Su 22:00-01:00")
MONDAY_ONLY = week("Mo 08:00-10:00")
ALWAYS = week("Mo-Su 00:00-00:00")
THREE_WHOLE_DAYS = week("Fr-Su 00:00-00:00")
TOUCHING = week("Mo 08:00-12:00 12:00-17:00")
OVERLAPPING = week("Mo 08:00-14:00 09:00-12:00")
LONG_NIGHT = week("Mo 20:00-10:00; Tu 08:00-12:00")
DAY_AND_NIGHT = week("Mo 06:00-06:00")

DAILY = "Mo-Su 08:00-17:00"
CLOSED_TUESDAY = week(DAILY, on("2026-11-24"))
LATE_TUESDAY = week(DAILY, on("2026-11-24", "13:00-20:00"))
SPLIT_TUESDAY = week(DAILY, on("2026-11-24", "08:00-09:00 15:00-16:00"))
NIGHT_OF_TUESDAY = week(DAILY, on("2026-11-24", "18:00-03:00"))
SATURDAY_OFF = week("Fr-Sa 18:00-02:00", on("2026-11-28"))
FRIDAY_OFF = week("Fr-Sa 18:00-02:00", on("2026-11-27"))
CLOSED_DAY_OPENED = week("Mo-Fr 08:00-17:00", on("2026-11-29", "09:00-12:00"))
ALWAYS_BUT_FRIDAY = week("Mo-Su 00:00-00:00", on("2026-11-27"))
LONG_CLOSURE = week(DAILY, on("2026-11-23/2027-05-31"))
ENDLESS_CLOSURE = week(DAILY, on("2026-11-23/2029-05-31"))
WEEK_OFF_WITH_ONE_DAY = week(DAILY, on("2026-11-23/2026-11-29"), on("2026-11-25", "10:00-12:00"))
SAME_LENGTH = week(DAILY, on("2026-11-23/2026-11-24", "09:00-10:00"), on("2026-11-24/2026-11-25"))
DATED_AND_TET = week(DAILY, at_tet(0, 0), on("2027-02-06", "10:00-11:00"))
TET = week(DAILY, at_tet(-1, 4, name="Nghỉ Tết"))
TET_EVE_HALF = week(DAILY, at_tet(-1, -1, "08:00-11:00"), at_tet(0, 3))
TET_IN_DECEMBER_TOO = week(DAILY, at_tet(-29, -29))
TET_NIGHT = week(DAILY, at_tet(-1, -1, "20:00-01:00"), at_tet(0, 0))

UNKNOWN_WEEK = week("")
UNKNOWN_BUT_TUESDAY = week("", on("2026-11-24", "08:00-12:00"))
UNKNOWN_BUT_TWO_DAYS = week("", on("2026-11-24"), on("2026-11-25", "08:00-12:00"))
UNKNOWN_BUT_TWO_APART = week("", on("2026-11-24"), on("2026-11-26", "08:00-12:00"))
UNKNOWN_BUT_A_NIGHT = week("", on("2026-11-24", "20:00-02:00"))

IN_BANGKOK = week("Mo 08:00-17:00", zone=BANGKOK)
AMERICAN = week("Mo-Su 08:00-17:00", zone=NEW_YORK)
AMERICAN_NIGHT = week("Mo-Su 22:00-04:00", zone=NEW_YORK)
IN_THE_GAP = week("Su 02:30-05:00", zone=NEW_YORK)
ENDS_IN_THE_GAP = week("Su 00:00-02:30", zone=NEW_YORK)
ALL_IN_THE_GAP = week("Su 02:15-02:45", zone=NEW_YORK)
IN_THE_FOLD = week("Su 01:30-05:00", zone=NEW_YORK)
ENDS_IN_THE_FOLD = week("Su 00:00-01:30", zone=NEW_YORK)
AMERICAN_ALWAYS = week("Mo-Su 00:00-00:00", zone=NEW_YORK)
FROM_MIDNIGHT_IN_CAIRO = week("Fr 00:00-12:00", zone=CAIRO)
NEW_YEAR_OFF = week(DAILY, on("2027-01-01"))
NEW_YEARS_NIGHT = week(DAILY, on("2026-12-31", "20:00-02:00"), on("2027-01-01"))
OVER_THE_YEAR = week(DAILY, on("2026-12-28/2027-01-03"))

CASES = [
    # Two slots a day.
    ("before the first slot", TWO_SLOTS, "2026-11-23 07:00", CLOSED, "2026-11-23 07:30"),
    ("the minute it opens", TWO_SLOTS, "2026-11-23 07:30", OPEN, "2026-11-23 11:30"),
    ("within the first slot", TWO_SLOTS, "2026-11-23 09:15", OPEN, "2026-11-23 11:30"),
    ("the last instant of a slot", TWO_SLOTS, "2026-11-23 11:29:59.999999", OPEN, "2026-11-23 11:30"),
    ("the minute it closes", TWO_SLOTS, "2026-11-23 11:30", CLOSED, "2026-11-23 13:30"),
    ("at lunch", TWO_SLOTS, "2026-11-23 12:00", CLOSED, "2026-11-23 13:30"),
    ("within the second slot", TWO_SLOTS, "2026-11-23 16:00", OPEN, "2026-11-23 17:00"),
    ("in the evening", TWO_SLOTS, "2026-11-23 20:00", CLOSED, "2026-11-24 07:30"),
    ("Friday evening, over the weekend", TWO_SLOTS, "2026-11-27 17:00", CLOSED, "2026-11-30 07:30"),
    ("Sunday, over the end of the week", TWO_SLOTS, "2026-11-29 23:59", CLOSED, "2026-11-30 07:30"),
    # Past midnight.
    ("the evening before midnight", NIGHTS, "2026-11-27 23:00", OPEN, "2026-11-28 02:00"),
    ("at midnight", NIGHTS, "2026-11-28 00:00", OPEN, "2026-11-28 02:00"),
    ("after midnight, by yesterday's hours", NIGHTS, "2026-11-28 01:59", OPEN, "2026-11-28 02:00"),
    ("the minute yesterday's hours end", NIGHTS, "2026-11-28 02:00", CLOSED, "2026-11-28 18:00"),
    ("before the first of two nights", NIGHTS, "2026-11-27 01:00", CLOSED, "2026-11-27 18:00"),
    ("Sunday morning, by Saturday's hours", NIGHTS, "2026-11-29 01:00", OPEN, "2026-11-29 02:00"),
    ("Sunday evening, which has none", NIGHTS, "2026-11-29 19:00", CLOSED, "2026-12-04 18:00"),
    ("Monday morning, by Sunday's hours", SUNDAY_NIGHT, "2026-11-23 00:30", OPEN, "2026-11-23 01:00"),
    ("Monday after Sunday's hours", SUNDAY_NIGHT, "2026-11-23 01:00", CLOSED, "2026-11-29 22:00"),
    ("a night that runs into the next morning", LONG_NIGHT, "2026-11-24 09:00", OPEN, "2026-11-24 12:00"),
    ("a day and a night from an hour on", DAY_AND_NIGHT, "2026-11-24 05:59", OPEN, "2026-11-24 06:00"),
    # A week ahead.
    ("after the only hours of a week", MONDAY_ONLY, "2026-11-23 10:00", CLOSED, "2026-11-30 08:00"),
    ("the day before the only hours", MONDAY_ONLY, "2026-11-22 12:00", CLOSED, "2026-11-23 08:00"),
    # Whole days and periods that touch.
    ("every day and night", ALWAYS, "2026-11-25 03:00", OPEN, None),
    ("the very start of one of all days", ALWAYS, "2026-11-25 00:00", OPEN, None),
    ("three whole days in a row", THREE_WHOLE_DAYS, "2026-11-27 12:00", OPEN, "2026-11-30 00:00"),
    ("before three whole days", THREE_WHOLE_DAYS, "2026-11-26 23:59", CLOSED, "2026-11-27 00:00"),
    ("two periods that touch are one", TOUCHING, "2026-11-23 11:00", OPEN, "2026-11-23 17:00"),
    ("where two touch it is open", TOUCHING, "2026-11-23 12:00", OPEN, "2026-11-23 17:00"),
    ("one period within another", OVERLAPPING, "2026-11-23 11:00", OPEN, "2026-11-23 14:00"),
    # A day of other hours.
    ("the evening before a closed day", CLOSED_TUESDAY, "2026-11-23 17:00", CLOSED, "2026-11-25 08:00"),
    ("on the closed day", CLOSED_TUESDAY, "2026-11-24 10:00", CLOSED, "2026-11-25 08:00"),
    ("the day after the closed day", CLOSED_TUESDAY, "2026-11-25 08:00", OPEN, "2026-11-25 17:00"),
    ("the same weekday a week later", CLOSED_TUESDAY, "2026-12-01 10:00", OPEN, "2026-12-01 17:00"),
    ("before the late opening", LATE_TUESDAY, "2026-11-24 10:00", CLOSED, "2026-11-24 13:00"),
    ("after the usual closing hour", LATE_TUESDAY, "2026-11-24 18:00", OPEN, "2026-11-24 20:00"),
    ("the evening before the late opening", LATE_TUESDAY, "2026-11-23 20:00", CLOSED, "2026-11-24 13:00"),
    ("between two slots of that day", SPLIT_TUESDAY, "2026-11-24 12:00", CLOSED, "2026-11-24 15:00"),
    ("in the second slot of that day", SPLIT_TUESDAY, "2026-11-24 15:30", OPEN, "2026-11-24 16:00"),
    ("that day's night", NIGHT_OF_TUESDAY, "2026-11-24 23:00", OPEN, "2026-11-25 03:00"),
    ("after that day's midnight", NIGHT_OF_TUESDAY, "2026-11-25 02:00", OPEN, "2026-11-25 03:00"),
    ("after that night", NIGHT_OF_TUESDAY, "2026-11-25 03:00", CLOSED, "2026-11-25 08:00"),
    (
        "yesterday's night runs on into a closed day",
        SATURDAY_OFF,
        "2026-11-28 01:00",
        OPEN,
        "2026-11-28 02:00",
    ),
    ("the evening of that closed day", SATURDAY_OFF, "2026-11-28 19:00", CLOSED, "2026-12-04 18:00"),
    ("the night of a closed day does not begin", FRIDAY_OFF, "2026-11-28 01:00", CLOSED, "2026-11-28 18:00"),
    (
        "a day that is closed by the week opens",
        CLOSED_DAY_OPENED,
        "2026-11-29 10:00",
        OPEN,
        "2026-11-29 12:00",
    ),
    ("it is found from the day before", CLOSED_DAY_OPENED, "2026-11-28 10:00", CLOSED, "2026-11-29 09:00"),
    ("around the clock until a closed day", ALWAYS_BUT_FRIDAY, "2026-11-25 12:00", OPEN, "2026-11-27 00:00"),
    ("a whole week before that closed day", ALWAYS_BUT_FRIDAY, "2026-11-19 12:00", OPEN, None),
    ("half a year of closure", LONG_CLOSURE, "2026-11-23 10:00", CLOSED, "2027-06-01 08:00"),
    ("longer than is looked ahead", ENDLESS_CLOSURE, "2026-11-23 10:00", CLOSED, None),
    # Several exceptions on a day.
    ("one day within a closed week", WEEK_OFF_WITH_ONE_DAY, "2026-11-25 11:00", OPEN, "2026-11-25 12:00"),
    ("before that one day", WEEK_OFF_WITH_ONE_DAY, "2026-11-23 10:00", CLOSED, "2026-11-25 10:00"),
    ("after that one day", WEEK_OFF_WITH_ONE_DAY, "2026-11-25 12:00", CLOSED, "2026-11-30 08:00"),
    ("of two as long the later one", SAME_LENGTH, "2026-11-24 09:30", CLOSED, "2026-11-26 08:00"),
    ("where only the earlier one falls", SAME_LENGTH, "2026-11-23 09:30", OPEN, "2026-11-23 10:00"),
    ("dates before days of Tết", DATED_AND_TET, "2027-02-06 10:30", OPEN, "2027-02-06 11:00"),
    ("days of Tết alone in another year", DATED_AND_TET, "2028-01-26 10:30", CLOSED, "2028-01-27 08:00"),
    # Tết.
    ("the day before Tết eve", TET, "2027-02-04 17:00", CLOSED, "2027-02-11 08:00"),
    ("Tết eve", TET, "2027-02-05 10:00", CLOSED, "2027-02-11 08:00"),
    ("the fifth day", TET, "2027-02-10 10:00", CLOSED, "2027-02-11 08:00"),
    ("the sixth day", TET, "2027-02-11 10:00", OPEN, "2027-02-11 17:00"),
    ("Tết eve of the next year", TET, "2028-01-25 10:00", CLOSED, "2028-01-31 08:00"),
    ("the year in which China's is a day later", TET, "2030-02-01 10:00", CLOSED, "2030-02-07 08:00"),
    ("the morning of Tết eve", TET_EVE_HALF, "2027-02-05 10:00", OPEN, "2027-02-05 11:00"),
    ("the afternoon of Tết eve", TET_EVE_HALF, "2027-02-05 11:00", CLOSED, "2027-02-10 08:00"),
    ("the night of Tết eve runs into Tết", TET_NIGHT, "2027-02-06 00:30", OPEN, "2027-02-06 01:00"),
    ("the first day after that night", TET_NIGHT, "2027-02-06 09:00", CLOSED, "2027-02-07 08:00"),
    ("a month before an early Tết", TET_IN_DECEMBER_TOO, "2030-12-25 10:00", CLOSED, "2030-12-26 08:00"),
    ("a day later", TET_IN_DECEMBER_TOO, "2030-12-26 10:00", OPEN, "2030-12-26 17:00"),
    ("beyond the tables of Tết", TET, "2150-02-01 10:00", OPEN, "2150-02-01 17:00"),
    # Nobody has told the week.
    ("nothing known", UNKNOWN_WEEK, "2026-11-23 12:00", "unknown", None),
    ("known tomorrow alone", UNKNOWN_BUT_TUESDAY, "2026-11-23 12:00", "unknown", None),
    ("known today and open", UNKNOWN_BUT_TUESDAY, "2026-11-24 09:00", OPEN, "2026-11-24 12:00"),
    ("known today, opens later", UNKNOWN_BUT_TUESDAY, "2026-11-24 07:00", CLOSED, "2026-11-24 08:00"),
    ("known today, then nobody knows", UNKNOWN_BUT_TUESDAY, "2026-11-24 13:00", CLOSED, None),
    ("closed today, known tomorrow", UNKNOWN_BUT_TWO_DAYS, "2026-11-24 13:00", CLOSED, "2026-11-25 08:00"),
    ("an unknown day between", UNKNOWN_BUT_TWO_APART, "2026-11-24 13:00", CLOSED, None),
    ("a known night on an unknown day", UNKNOWN_BUT_A_NIGHT, "2026-11-25 01:00", OPEN, "2026-11-25 02:00"),
    ("after that night", UNKNOWN_BUT_A_NIGHT, "2026-11-25 02:00", "unknown", None),
    # Year's end.
    ("New Year's Eve", NEW_YEAR_OFF, "2026-12-31 17:00", CLOSED, "2027-01-02 08:00"),
    ("New Year's Day", NEW_YEAR_OFF, "2027-01-01 10:00", CLOSED, "2027-01-02 08:00"),
    ("the night of the year", NEW_YEARS_NIGHT, "2026-12-31 23:59", OPEN, "2027-01-01 02:00"),
    ("the first hour of the year", NEW_YEARS_NIGHT, "2027-01-01 00:30", OPEN, "2027-01-01 02:00"),
    ("closed from one year into the next", OVER_THE_YEAR, "2027-01-02 10:00", CLOSED, "2027-01-04 08:00"),
    ("the last evening before it", OVER_THE_YEAR, "2026-12-27 18:00", CLOSED, "2027-01-04 08:00"),
]
#: The same on clocks of other places: moment and change are as the clocks there show them.
ELSEWHERE = [
    ("the hour of another zone", IN_BANGKOK, "2026-11-23 08:00", OPEN, "2026-11-23 17:00"),
    ("the day before clocks jump", AMERICAN, "2027-03-13 18:00", CLOSED, "2027-03-14 08:00"),
    ("the day on which they jumped", AMERICAN, "2027-03-14 08:00", OPEN, "2027-03-14 17:00"),
    ("the day on which they went back", AMERICAN, "2027-11-07 07:59", CLOSED, "2027-11-07 08:00"),
    ("a night in which they jump", AMERICAN_NIGHT, "2027-03-14 01:59", OPEN, "2027-03-14 04:00"),
    ("a night in which they go back", AMERICAN_NIGHT, "2027-11-07 00:30", OPEN, "2027-11-07 04:00"),
    ("it opens at an hour that is skipped", IN_THE_GAP, "2027-03-14 01:59", CLOSED, "2027-03-14 03:00"),
    ("open once the clocks have jumped", IN_THE_GAP, "2027-03-14 03:00", OPEN, "2027-03-14 05:00"),
    ("it closes at an hour that is skipped", ENDS_IN_THE_GAP, "2027-03-14 01:59", OPEN, "2027-03-14 03:00"),
    ("all its hours are skipped", ALL_IN_THE_GAP, "2027-03-14 01:00", CLOSED, "2027-03-21 02:15"),
    ("it opens at an hour that comes twice", IN_THE_FOLD, "2027-11-07 01:30", OPEN, "2027-11-07 05:00"),
    ("it closes at an hour that comes twice", ENDS_IN_THE_FOLD, "2027-11-07 01:29", OPEN, "2027-11-07 01:30"),
    ("around the clock while they jump", AMERICAN_ALWAYS, "2027-03-14 01:59", OPEN, None),
    ("midnight itself is skipped", FROM_MIDNIGHT_IN_CAIRO, "2027-04-29 23:59", CLOSED, "2027-04-30 01:00"),
]


@pytest.mark.parametrize(
    ("schedule", "now", "kind", "changes_at"),
    [case[1:] for case in CASES + ELSEWHERE],
    ids=[case[0] for case in CASES + ELSEWHERE],
)
def test_state(schedule, now, kind, changes_at):
    found = state(schedule, moment(now, schedule.zone))
    change = changes_at and moment(changes_at, schedule.zone)
    assert (found.kind, found.changes_at) == (kind, change)
    if change:
        assert f"{found.changes_at:%Y-%m-%d %H:%M}" == changes_at, "on the point's own clock"


def test_it_is_closed_the_second_time_that_the_closing_hour_comes():
    again = moment("2027-11-07 01:15", NEW_YORK, fold=1)
    assert state(ENDS_IN_THE_FOLD, again).kind == CLOSED


def test_the_moment_may_come_in_any_zone():
    nine_in_vietnam = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert state(TWO_SLOTS, nine_in_vietnam) == OpenState("open", moment("2026-11-23 11:30"))
    assert state(AMERICAN, nine_in_vietnam).kind == CLOSED


def test_todays_exception_is_named():
    assert state(TET, moment("2027-02-06 10:00")).note == "Nghỉ Tết"
    assert state(TET, moment("2027-02-12 10:00")).note == ""


def test_unknown_is_not_closed():
    assert state(UNKNOWN_WEEK, moment("2026-11-23 12:00")) == UNKNOWN
    assert UNKNOWN.is_open is None


def everything(rows):
    return SimpleNamespace(all=lambda: rows)


def a_point(status, periods, zone="Asia/Ho_Chi_Minh"):
    return SimpleNamespace(
        status=status, opening_periods=everything(periods), opening_exceptions=everything([]), time_zone=zone
    )


MONDAY = [
    SimpleNamespace(weekday=0, opens=datetime(2026, 1, 1, 8).time(), closes=datetime(2026, 1, 1, 9).time())
]


def test_a_paused_point_is_not_open_whatever_its_hours_say():
    assert state_of(a_point("paused", MONDAY), moment("2026-11-23 08:30")) == PAUSED
    assert PAUSED.is_open is False


def test_an_open_point_goes_by_its_hours_on_its_own_clock():
    assert state_of(a_point("open", MONDAY), moment("2026-11-23 08:30")).is_open is True
    assert state_of(a_point("open", MONDAY, "Asia/Tokyo"), moment("2026-11-23 08:30")).is_open is False
    assert state_of(a_point("open", MONDAY, "Asia/Tokyo"), moment("2026-11-23 06:30")).is_open is True
