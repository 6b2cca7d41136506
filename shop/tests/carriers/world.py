"""What the stand-in's carriers know: bookings by their names, and faults that a test orders."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from threading import Event, Lock

#: Faults of the next call. It is carried out, and nobody is told, or in a megabyte of words, or in words that
#: end with what no database keeps.
REPLY_LOST, HUGE, ODD = "reply lost", "huge", "odd"
#: Of these nothing is carried out; the last two begin to answer, a letter at a time.
RUBBISH, HANGS, ELSEWHERE = "rubbish", "hangs", "elsewhere"
SLOW_HEAD, SLOW_BODY = "slow head", "slow body"
#: NUL, the bell, and half a character: JSON can say them all.
ODD_END = "\x00\x07\ud800"
#: A street that neither carrier finds.
NOWHERE = "Phố Không Có"


@dataclass
class Booked:
    """One booking, and what was said of it."""

    number: str
    said: dict
    status: object
    fetched: bool = False


@dataclass
class World:
    """`ghn` and `ghtk` hold bookings by the shop's references; `calls` what was asked, the first first."""

    ghn: dict[str, Booked] = field(default_factory=dict)
    ghtk: dict[str, Booked] = field(default_factory=dict)
    faults: deque = field(default_factory=deque)
    calls: list[tuple[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    #: What GHN says to a name that it has already: the same booking, or no.
    ghn_repeats: bool = False
    #: What stands at the end of new tracking numbers.
    numbers_end: str = ""
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def number(self, form: str) -> str:
        """A tracking number that nobody had."""
        return form.format(next(self._numbers)) + self.numbers_end

    def by_number(self, bookings: dict[str, Booked], number: str) -> Booked | None:
        """The booking with this tracking number."""
        return next((made for made in bookings.values() if made.number == number), None)
