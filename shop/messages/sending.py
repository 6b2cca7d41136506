"""Sending what is written down: each message by one process, and never again where nobody knows.

A message is begun by whoever changes its row, and that is committed before anybody outside is asked. So a
process that dies in between leaves a row that says so.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.module_loading import import_string

from shop.messages.facts import MessageFacts
from shop.messages.models import Message
from shop.messages.rendering import words_of
from shop.messages.senders import NotSent, Sender, sender_of, senders

#: A message begun so long ago belongs to a process that is dead; no step of a sender may take as long.
LEASE = timedelta(minutes=15)
#: How long to wait after each try that failed. After the last one it is up to the staff.
PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 480, 960)]
#: Messages that one run sends at most; the next run goes on.
MOST_A_RUN = 300
State = Message.State
logger = logging.getLogger(__name__)

#: Tells what a message is to say; None where it is not true any more. Raises where that cannot be told.
Contexts = Callable[[Message, datetime], MessageFacts | None]
Clock = Callable[[], datetime]


@dataclass
class Sent:
    """What one run came to."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0
    unsure: int = 0


def send_due(*, clock: Clock, by: Iterable[Sender] | None = None, contexts: Contexts | None = None) -> Sent:
    """Sends what is due, the oldest first; one that fails stops no other. Never within a transaction."""
    by = list(senders() if by is None else by)
    contexts = contexts or import_string(settings.MESSAGE_CONTEXTS)
    done = Sent(unsure=give_up_the_dead(now=clock(), by=by))
    channels = {channel for sender in by for channel in sender.channels}
    due = Message.objects.due(clock()).filter(channel__in=channels).order_by("pk")
    for message in list(due[:MOST_A_RUN]):
        if _begin(message, clock()):
            outcome = _send(message, sender_of(message.channel, by), contexts, clock)
            setattr(done, outcome, getattr(done, outcome) + 1)
    return done


def give_up_the_dead(*, now: datetime, by: Iterable[Sender] | None = None) -> int:
    """Looks after what dead processes have begun: how many nobody knows of.

    What a receiver knows by its name is sent again; of the rest the staff are to find out.
    """
    left = Message.objects.filter(state=State.SENDING, begun_at__lt=now - LEASE)
    for sender in senders() if by is None else by:
        if sender.may_repeat:
            left.filter(channel__in=sender.channels).update(state=State.WAITING, next_try_at=now)
    return left.update(state=State.UNSURE, next_try_at=None)


def _begin(message, now) -> bool:
    """Whether this process is the one to send it. Committed on return."""
    with transaction.atomic(durable=True):
        seen = Message.objects.due(now).filter(pk=message.pk, tries=message.tries)
        won = seen.update(state=State.SENDING, begun_at=now, tries=F("tries") + 1)
    message.tries += 1
    return bool(won)


def _send(message, sender, contexts, clock) -> str:
    """Looks whether it is still true, hands it over, and writes down what came of it."""
    try:
        if not _write(message, contexts, clock()):
            return _end(message, "dropped", state=State.DROPPED)
    except Exception as fault:
        # A fault of ours in one message; the others are sent.
        logger.exception("%s cannot be written", message)
        return _failed(message, fault, clock())
    try:
        sender.send(message)
    except NotSent as fault:
        logger.warning("%s was not sent: %s", message, fault)
        return _failed(message, fault, clock())
    except Exception as fault:
        logger.exception("%s may not have been sent", message)
        if sender.may_repeat:
            return _failed(message, fault, clock())
        return _end(message, "unsure", state=State.UNSURE, fault=_in_short(fault))
    return _end(message, "sent", state=State.SENT, sent_at=clock(), fault="")


def _write(message, contexts, now) -> bool:
    """Makes the words once and keeps them; False where there is nothing to say any more."""
    with translation.override(message.language):
        facts = contexts(message, now)
    if facts is None or message.text:
        return facts is not None
    words = words_of(kind=message.kind, facts=facts, channel=message.channel, language=message.language)
    message.subject, message.text, message.html = words.subject, words.text, words.html
    this_try = Message.objects.filter(pk=message.pk, tries=message.tries, state=State.SENDING)
    return bool(this_try.update(subject=words.subject, text=words.text, html=words.html))


def _failed(message, fault, now):
    pause = PAUSES[message.tries - 1] if message.tries <= len(PAUSES) else None
    next_try = now + pause if pause else None
    return _end(message, "failed", state=State.FAILED, fault=_in_short(fault), next_try_at=next_try)


def _end(message, outcome, **values):
    """Writes down what became of this try, unless a later one has begun or somebody has decided."""
    values = {"next_try_at": None, **values}
    mine = Message.objects.filter(pk=message.pk, tries=message.tries)
    mine.filter(state__in=[State.SENDING, State.UNSURE]).update(**values)
    return outcome


def _in_short(fault):
    return f"{type(fault).__name__}: {fault}"[:300] if not isinstance(fault, NotSent) else str(fault)[:300]
