"""Whether a point is open: pure functions over its schedule, with the moment passed in.

A period is half open: the point is open at the minute it opens and closed at the minute it closes. Hours that
are not known are never told as "closed". Which hours count on a day: `schedule.py`; in words:
`hours_in_words.py`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shop.points.models import SalesPoint
from shop.points.schedule import DAY, ZONE, Schedule, schedule_of

WEEK = timedelta(days=7)
#: How far ahead the next opening is looked for; a point that opens later yet is closed without a day named.
LOOKS_AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class OpenState:
    """How a point stands at one moment: "open", "closed", "unknown" or "paused".

    `changes_at` is when it closes or opens next, on the point's own clock; None where that is not known, lies
    further off than `LOOKS_AHEAD`, or never happens. `note` names the exception that today's hours follow.
    """

    kind: str
    changes_at: datetime | None = None
    zone: ZoneInfo = ZONE
    note: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool | None:
        """Whether one can walk in; None where the hours are not known."""
        return None if self.kind == "unknown" else self.kind == "open"


UNKNOWN = OpenState("unknown")
PAUSED = OpenState("paused")


def state_of(point: SalesPoint, at: datetime) -> OpenState:
    """A point's state at `at`. One that is paused is closed whatever its hours say."""
    if point.status != SalesPoint.Status.OPEN:
        return PAUSED
    return state(schedule_of(point), at)


def state(schedule: Schedule, at: datetime) -> OpenState:
    """Open until when, closed until when, or unknown, at the moment `at`."""
    today = schedule.today(at)
    exception = schedule.exception_on(today)
    kind, changes_at = _kind_and_change(schedule, at.astimezone(UTC), today)
    if kind == "unknown":
        return UNKNOWN
    local = changes_at and changes_at.astimezone(schedule.zone)
    return OpenState(kind, local, schedule.zone, note=exception.name if exception else "")


def _kind_and_change(schedule, now, today):
    # Yesterday's night may still be running.
    to_come = (
        stretch
        for stretch in schedule.stretches(today - DAY, today + LOOKS_AHEAD)
        if now < stretch[1] and stretch[0] < stretch[1]
    )
    opens, closes = next(to_come, (None, None))
    if opens is not None and opens <= now:
        return "open", _end_of(closes, to_come, now)
    if not schedule.knows(today):
        return "unknown", None
    return "closed", opens if opens is not None and _is_certain(schedule, today, opens) else None


def _end_of(closes, to_come, now):
    """When it closes, other stretches that go straight on included; None where it stays open for a week."""
    for opens, later in to_come:
        if opens > closes or closes - now >= WEEK:
            break
        closes = max(closes, later)
    return closes if closes - now < WEEK else None


def _is_certain(schedule, today, opens):
    """Whether every day up to this opening is known: on one that is not, it may open earlier."""
    days = (schedule.today(opens) - today).days
    return bool(schedule.week) or all(schedule.knows(today + number * DAY) for number in range(days + 1))
