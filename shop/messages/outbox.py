"""Writing down what is to be told. Nothing leaves here: `sending` does that, after the transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from shop.messages.kinds import Channel, Kind
from shop.messages.models import Message


@dataclass(frozen=True)
class Reader:
    """Whom to tell: by e-mail where there is an address, else by phone where a webhook takes messages."""

    emails: tuple[str, ...] = ()
    phone: str = ""

    def ways(self) -> dict[str, str]:
        """Channel → recipient; empty where nothing reaches the reader."""
        if self.emails:
            return {Channel.EMAIL: ", ".join(self.emails)}
        if self.phone and settings.MESSAGES_WEBHOOK_URL:
            return {settings.MESSAGES_PHONE_CHANNEL: self.phone}
        return {}


@transaction.atomic
def tell(
    *,
    kind: Kind,
    event: str,
    to: Reader,
    language: str,
    at: datetime,
    order_id: int | None = None,
    facts: dict | None = None,
) -> list[Message]:
    """Writes one row for each way to the reader, in the caller's transaction; those that are new.

    The same event again writes nothing, whoever comes first. `facts` are JSON: ids, whole đồng, words and
    moments as ISO text; the rest is read when the message is made.
    """
    values = {"kind": kind, "language": language, "order_id": order_id, "facts": facts or {}}
    written = []
    for channel, recipient in to.ways().items():
        defaults = {**values, "recipient": recipient, "written_at": at, "next_try_at": at}
        message, is_new = Message.objects.get_or_create(event=event, channel=channel, defaults=defaults)
        if is_new:
            written.append(message)
    return written


def emails(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses without empty and repeated ones, sorted."""
    return tuple(sorted({each for each in addresses if each}))
