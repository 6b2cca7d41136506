"""The hours against a clock that is looked at each minute and knows nothing clever."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shop.points.hours import state
from shop.points.schedule import OtherHours, Schedule, Span
from shop.points.tests.opening import HERE
from shop.points.tet import first_day_of_tet

TET = first_day_of_tet(2027)
MINUTE, LOOKED_AT = timedelta(minutes=1), timedelta(days=3)

clocks = st.times().map(lambda each: each.replace(second=0, microsecond=0)) | st.just(time(0))
spans = st.lists(st.builds(Span, clocks, clocks), max_size=3).map(lambda each: tuple(sorted(each)))
near = st.integers(-6, 8)


@st.composite
def other_hours(draw):
    """An exception around Tết 2027, by dates or by days of Tết."""
    first, last = sorted((draw(near), draw(near)))
    if draw(st.booleans()):
        return OtherHours("", draw(spans), TET + timedelta(days=first), TET + timedelta(days=last))
    return OtherHours("", draw(spans), from_tet_day=first, to_tet_day=last)


weeks = st.dictionaries(st.integers(0, 6), spans.filter(bool), max_size=7)
schedules = st.builds(Schedule, weeks, st.lists(other_hours(), max_size=3, unique=True).map(tuple))
moments = st.integers(-5 * 24 * 60, 7 * 24 * 60).map(
    lambda minute: datetime.combine(TET, time(0)) + minute * MINUTE
)


def days_of(hours):
    """First and last day, how many they are, and whether they are given by dates."""
    first = hours.from_date or TET + timedelta(days=hours.from_tet_day)
    last = hours.to_date or TET + timedelta(days=hours.to_tet_day)
    return first, last, (last - first).days, hours.from_date is not None


def exception_of(schedule, day):
    falling = [each for each in schedule.exceptions if days_of(each)[0] <= day <= days_of(each)[1]]
    fewest = [each for each in falling if days_of(each)[2] == min(days_of(each)[2] for each in falling)]
    dated = [each for each in fewest if days_of(each)[3]] or fewest
    return max(dated, key=lambda each: days_of(each)[0], default=None)


def spans_of(schedule, day):
    found = exception_of(schedule, day)
    return schedule.week.get(day.weekday(), ()) if found is None else found.spans


def is_open(schedule, now):
    """Today's hours from their beginning on, yesterday's where they run past midnight."""
    today, clock = now.date(), now.time()
    for span in spans_of(schedule, today):
        if span.opens <= clock and (clock < span.closes or span.closes <= span.opens):
            return True
    yesterday = spans_of(schedule, today - timedelta(days=1))
    return any(span.closes <= span.opens and clock < span.closes for span in yesterday)


def is_known(schedule, day):
    return bool(schedule.week) or exception_of(schedule, day) is not None


def next_change(schedule, now):
    """The first minute of the next days at which it is no longer as it is now."""
    before = is_open(schedule, now)
    minutes = (now + number * MINUTE for number in range(1, LOOKED_AT // MINUTE))
    return next((each for each in minutes if is_open(schedule, each) != before), None)


def all_known(schedule, first: date, last: date):
    return all(is_known(schedule, first + timedelta(days=n)) for n in range((last - first).days + 1))


def has_same_days(schedule):
    return len({days_of(each) for each in schedule.exceptions}) < len(schedule.exceptions)


@given(schedules.filter(lambda schedule: not has_same_days(schedule)), moments)
def test_it_says_the_same_as_a_clock(schedule, now):
    found = state(schedule, now.replace(tzinfo=HERE))
    change = found.changes_at and found.changes_at.replace(tzinfo=None)
    if is_open(schedule, now):
        assert found.kind == "open"
        assert next_change(schedule, now) == (change if change and change < now + LOOKED_AT else None)
    elif not is_known(schedule, now.date()):
        assert found.kind == "unknown"
    else:
        assert found.kind == "closed"
        opens = next_change(schedule, now)
        if opens and all_known(schedule, now.date(), opens.date()):
            assert change == opens
        else:
            assert change is None or change >= now + LOOKED_AT
