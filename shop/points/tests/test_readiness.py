"""When a point has an order ready: minutes of work count while it is open, across lunch, nights and Tết."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.points.hours import state
from shop.points.readiness import LOOKS_AHEAD, ready_at
from shop.points.schedule import Schedule
from shop.points.tests.opening import HERE, at_tet, moment, on, week
from shop.points.tests.test_hours_by_the_minute import moments, schedules
from shop.points.tet import first_day_of_tet

TET = first_day_of_tet(2027)
DAILY = week("Mo-Su 07:30-11:30 13:30-17:00")
CASES = {
    "while it is open": (DAILY, "2026-11-23 08:00", 120, "2026-11-23 10:00"),
    "from the next quarter of an hour": (DAILY, "2026-11-23 08:01", 120, "2026-11-23 10:15"),
    "before it opens": (DAILY, "2026-11-23 05:12", 120, "2026-11-23 09:30"),
    "over lunch": (DAILY, "2026-11-23 10:30", 120, "2026-11-23 14:30"),
    "over night": (DAILY, "2026-11-23 16:30", 60, "2026-11-24 08:00"),
    "done as it closes is fetched when it opens": (DAILY, "2026-11-23 15:00", 120, "2026-11-24 07:30"),
    "at once, while it is open": (DAILY, "2026-11-23 08:00", 0, "2026-11-23 08:00"),
    "at once, once it opens": (DAILY, "2026-11-23 12:00", 0, "2026-11-23 13:30"),
    "through the night": (week("Mo 20:00-02:00"), "2026-11-23 23:00", 120, "2026-11-24 01:00"),
    "on a day of other hours": (
        week("Mo-Su 07:30-17:00", on("2026-11-23", "13:00-16:00")),
        "2026-11-23 08:00",
        120,
        "2026-11-23 15:00",
    ),
    "a part each week": (week("Mo 08:00-09:30"), "2026-11-23 08:00", 120, "2026-11-30 08:30"),
}


@pytest.mark.parametrize(("schedule", "at", "minutes", "ready"), CASES.values(), ids=CASES)
def test_it_is_ready(schedule, at, minutes, ready):
    assert ready_at(schedule, moment(at), minutes) == moment(ready)


def test_what_is_ordered_before_tet_waits_until_after_it():
    schedule = week("Mo-Su 07:30-17:00", at_tet(-1, 4, name="Tết"))
    evening = moment(f"{TET - timedelta(days=2)} 16:00")

    # One hour on the last evening, the other once the fifth day is over.
    assert ready_at(schedule, evening, 120) == moment(f"{TET + timedelta(days=5)} 08:30")


NEVER = {
    "hours that nobody told": Schedule(),
    "closed for three weeks": week("Mo-Su 07:30-17:00", on("2026-11-01/2026-12-15")),
    "too few hours": week("Mo 08:00-08:30"),
}


@pytest.mark.parametrize("schedule", NEVER.values(), ids=NEVER)
def test_nothing_is_promised_where_two_weeks_are_not_enough(schedule):
    assert ready_at(schedule, moment("2026-11-23 08:00"), 120) is None


def test_the_moment_is_told_on_the_points_own_clock():
    ready = ready_at(DAILY, moment("2026-11-23 08:00"), 120)

    assert ready.tzinfo == HERE


@given(schedules, moments, st.integers(0, 600))
def test_it_is_open_then_and_has_been_for_so_long(schedule, at, minutes):
    at = at.replace(tzinfo=HERE)
    ready = ready_at(schedule, at, minutes)

    if ready is None:
        return
    assert at <= ready <= at + timedelta(minutes=15) + LOOKS_AHEAD
    assert state(schedule, ready).is_open
    assert _minutes_open(schedule, at, ready) >= minutes


@given(schedules, moments, st.integers(0, 300), st.integers(0, 300))
def test_more_work_is_never_done_sooner_nor_is_what_comes_later(schedule, at, minutes, more):
    at = at.replace(tzinfo=HERE)
    ready, later = ready_at(schedule, at, minutes), ready_at(schedule, at, minutes + more)
    after = ready_at(schedule, at + timedelta(minutes=more), minutes)

    assert later is None or (ready is not None and ready <= later)
    assert after is None or ready is None or ready <= after


def _minutes_open(schedule, at, ready):
    """Added up from one change to the next, as visitors are told of them; where none is known, bit by bit."""
    worked = timedelta()
    while at < ready:
        now = state(schedule, at)
        until = min(now.changes_at or at + timedelta(minutes=15), ready)
        worked += until - at if now.is_open else timedelta()
        at = until
    return worked / timedelta(minutes=1)
