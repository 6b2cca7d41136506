"""A small outbox for tests: something to tell, a sender that notes what it got, and a clock that stands."""

import itertools
from datetime import timedelta

from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader, tell
from shop.messages.samples import sample_facts
from shop.messages.sending import send_due
from shop.tests.worlds import NOW

_count = itertools.count(1)
READER = Reader(emails=("lo@example.com",))


def told(event=None, *, kind=Kind.ORDER_PLACED, to=READER, language="vi", at=NOW, **values) -> Message:
    """One message that waits."""
    event = event or f"thing:{next(_count)}:done"
    (message,) = tell(kind=kind, event=event, to=to, language=language, at=at, **values)
    return message


def sample_contexts(message, now):
    """What a sample order says, as nothing above the outbox is needed to send."""
    return sample_facts(kind=message.kind, at=now, base="https://shop.example")


class Noting:
    """A sender that notes what it was handed, and raises what it is told to."""

    may_repeat = False

    def __init__(self, *faults, channels=(Channel.EMAIL,), may_repeat=False):
        self.channels, self.may_repeat = frozenset(channels), may_repeat
        self.faults, self.got = list(faults), []

    def send(self, message):
        """Takes it, or raises the next fault."""
        self.got.append(message)
        if self.faults and (fault := self.faults.pop(0)):
            raise fault


def send(*by, at=NOW, contexts=sample_contexts):
    """One run of the sender at a moment."""
    return send_due(clock=lambda: at, by=by, contexts=contexts)


def minutes(number):
    """So many minutes after all began."""
    return NOW + timedelta(minutes=number)
