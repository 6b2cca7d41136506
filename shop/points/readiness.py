"""When a point has something ready: minutes of work are minutes in which it is open. A pure function."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shop.points.schedule import DAY, Schedule

#: A point that is not done within these is one that nothing is promised for.
LOOKS_AHEAD = timedelta(days=14)
#: Work begins on the next quarter of an hour, so that what is promised is a time of day that people say.
_STEP = timedelta(minutes=15)


def ready_at(schedule: Schedule, at: datetime, minutes: int) -> datetime | None:
    """The first moment at which it is open and has been so for `minutes` since `at`, on the point's clock.

    What is not done when it closes is gone on with when it opens again. None where its hours do not come to
    so much within two weeks, or are not known.
    """
    begins, left = _next_step(at.astimezone(UTC)), timedelta(minutes=minutes)
    for opens, closes in _open_from(schedule, begins):
        if closes - opens > left:
            done = opens + left
            return done.astimezone(schedule.zone) if done <= begins + LOOKS_AHEAD else None
        left -= closes - opens
    return None


def _open_from(schedule, begins) -> Iterator[tuple[datetime, datetime]]:
    """The stretches that are still to come, each moment of them once."""
    today, until = schedule.today(begins), begins
    # Yesterday's night may still be running.
    for opens, closes in schedule.stretches(today - DAY, today + LOOKS_AHEAD):
        opens = max(opens, until)
        if closes > opens:
            yield opens, closes
            until = closes


def _next_step(at):
    past = timedelta(minutes=at.minute, seconds=at.second, microseconds=at.microsecond) % _STEP
    return at + (_STEP - past) if past else at
