"""What staff decide of a message that nobody knows of, and what is forgotten of an order's messages."""

from datetime import datetime

from shop.messages.models import Message

State = Message.State


class NotToBeSettled(Exception):
    """The message is in a state in which there is nothing to decide; somebody may have been quicker."""


def send_again(*, message: Message, by, now: datetime) -> None:
    """It goes out once more with the next run, though it may have arrived. Raises NotToBeSettled."""
    _settle(message, by, state=State.WAITING, next_try_at=now)


def mark_arrived(*, message: Message, by, now: datetime) -> None:
    """The reader has it, as somebody found out. Raises NotToBeSettled."""
    _settle(message, by, state=State.SENT, sent_at=now, next_try_at=None)


def _settle(message, by, **values):
    open_ones = Message.objects.filter(pk=message.pk, state__in=[State.UNSURE, State.FAILED])
    # Whoever decided about an older try decided nothing about this one.
    if not open_ones.filter(tries=message.tries).update(settled_by=by, **values):
        raise NotToBeSettled(message.state)


def forget_order(*, order_id: int) -> int:
    """Blanks the readers and the words of all messages about an order, and sends none of them; how many.

    That something was told, of which kind and when, stays.
    """
    messages = Message.objects.filter(order_id=order_id)
    unsent = messages.exclude(state=State.SENT)
    unsent.update(state=State.DROPPED, next_try_at=None)
    return messages.update(recipient="", subject="", text="", html="", facts={}, fault="")
