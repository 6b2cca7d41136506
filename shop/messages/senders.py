"""What carries a message: e-mail by SMTP, SMS and Zalo by the operator's webhook.

A sender either returns (it was taken), raises NotSent (it surely was not) or anything else: nobody knows.
"""

import smtplib
from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from shop.messages.hooks import HookFailed, Post, post_json
from shop.messages.kinds import Channel
from shop.messages.models import Message

#: What a mail server says instead of taking a message.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class NotSent(Exception):
    """The message has not left, for sure; it may be tried again. The text says why."""


class Sender(Protocol):
    """Carries messages of some channels."""

    channels: frozenset[str]
    #: Whether the receiver tells the second copy of a message from the first, so that it may be sent again
    #: where nobody knows what became of it.
    may_repeat: bool

    def send(self, message: Message) -> None:
        """Hands it over. Raises NotSent, or anything else where nobody can know whether it left."""


class EmailSender:
    """By Django's mail backend. SMTP knows no second copy, so what is unsure is not repeated."""

    channels = frozenset({Channel.EMAIL})
    may_repeat = False

    def send(self, message: Message) -> None:
        """One connection a message: what fails before the words are handed over has surely not left."""
        connection, mail = get_connection(), e_mail(message)
        try:
            mail.message()
            connection.open()
        except Exception as fault:
            raise NotSent(_in_short(fault)) from fault
        try:
            connection.send_messages([mail])
        except REFUSALS as fault:
            raise NotSent(_in_short(fault)) from fault
        finally:
            connection.close()


def e_mail(message: Message) -> EmailMultiAlternatives:
    """The e-mail of a message; sent twice it is the same one, by its Message-ID."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {
        "Message-ID": f"<{message.name.replace(':', '-')}.{message.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": message.language,
    }
    if message.order_id:
        # All that is told of one order stands together at the reader's.
        headers["References"] = f"<order-{message.order_id}@{host}>"
    mail = EmailMultiAlternatives(message.subject, message.text, to=message.addresses, headers=headers)
    mail.attach_alternative(message.html, "text/html")
    return mail


class WebhookSender:
    """By one address of the operator's, signed; a service there carries it on as SMS or by Zalo.

    `X-Event-Id` names the message, so a receiver drops the second copy of what it has taken.
    """

    channels = frozenset({Channel.SMS, Channel.ZALO})
    may_repeat = True

    def __init__(self, url: str, secret: str, post: Post | None = None):
        self.url, self.secret, self.post = url, secret, post

    def send(self, message: Message) -> None:
        """Posts it once. Raises NotSent where the answer is not one of success."""
        fields = {
            "event": message.name,
            "kind": message.kind,
            "channel": message.channel,
            "to": message.recipient,
            "language": message.language,
            "text": message.text,
        }
        try:
            post_json(self.url, self.secret, fields, event=message.name, post=self.post, trusted=True)
        except HookFailed as fault:
            raise NotSent(str(fault)) from fault


def senders() -> list[Sender]:
    """Those that the settings name."""
    found: list[Sender] = [EmailSender()]
    if settings.MESSAGES_WEBHOOK_URL:
        found.append(WebhookSender(settings.MESSAGES_WEBHOOK_URL, settings.MESSAGES_WEBHOOK_SECRET))
    return found


def sender_of(channel: str, among: Iterable[Sender]) -> Sender | None:
    """Who carries messages of this channel, if anybody."""
    return next((sender for sender in among if channel in sender.channels), None)


def _in_short(fault):
    return f"{type(fault).__name__}: {fault}"
