"""What a bank-feed service sends: is it from them and of now, and what does it say.

The header is `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>` with the secret that both know,
as Stripe does it. Several v1 may stand there while the secret is being changed.
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dateparse import parse_datetime

from catalog.text import one_line
from shop.payments.money import MOST_PAID
from shop.payments.vietqr import MOST_DONG

HEADER = "X-Bank-Signature"
#: How far the clock of the sender may be off, and how old a message may be.
TOLERANCE = timedelta(minutes=5)
MOST_TRANSACTIONS, MOST_BYTES = 500, 256 * 1024
LONGEST = {"account": 19, "reference": 70, "memo": 500, "payer": 200}
NEEDED = ("account", "reference")
_stamp, _digest = re.compile(r"\d{1,12}"), re.compile(r"[0-9a-f]{64}")


class NotFromTheFeed(Exception):
    """The signature is missing, wrong or too old; the message says which."""


class Malformed(Exception):
    """The body does not say what it has to; the message says what and where."""


class TooLarge(Exception):
    """The body is larger than any that the service sends."""


@dataclass(frozen=True)
class Told:
    """One booking as the service tells it. `amount` is đồng, negative for money out."""

    account: str
    reference: str
    amount: int
    memo: str
    booked_at: datetime
    payer: str = ""


def sign(secret: str, body: bytes, at: datetime) -> str:
    """The header for a body sent at this moment."""
    stamp = str(int(at.timestamp()))
    return f"t={stamp},v1={_hmac(secret, stamp, body)}"


def _hmac(secret, stamp, body):
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def verify(*, header: str, body: bytes, secret: str, at: datetime) -> None:
    """Raises NotFromTheFeed."""
    parts = [part.strip().partition("=") for part in header.split(",")[:10]]
    stamps = [value for name, _, value in parts if name == "t" and _stamp.fullmatch(value)]
    digests = [value for name, _, value in parts if name == "v1" and _digest.fullmatch(value)]
    if len(stamps) != 1 or not digests or not header.isascii():
        raise NotFromTheFeed(f"{HEADER} has to be t=<seconds>,v1=<hex of HMAC-SHA256>.")
    expected = _hmac(secret, stamps[0], body)
    if not any(hmac.compare_digest(expected, digest) for digest in digests):
        raise NotFromTheFeed("The signature is not that of this body.")
    if abs(at.timestamp() - int(stamps[0])) > TOLERANCE.total_seconds():
        raise NotFromTheFeed("The signature is too old, or the clocks differ by more than five minutes.")


def transactions_of(body: bytes) -> list[Told]:
    """The bookings of a body: one object, or `{"transactions": [...]}`. Raises Malformed."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON in UTF-8.") from error
    if isinstance(told, dict) and "transactions" in told:
        told = told["transactions"]
    entries = told if isinstance(told, list) else [told]
    if not 0 < len(entries) <= MOST_TRANSACTIONS:
        raise Malformed(f"There are 1 to {MOST_TRANSACTIONS} transactions in a body.")
    return [_told(entry, f"transactions[{place}]") for place, entry in enumerate(entries)]


def came_in(bookings: list[Told], account: str) -> tuple[list[Told], list[Told]]:
    """Those of money that came in on this account: what can be taken in, and what is too large for that."""
    ours = [told for told in bookings if told.account == account and told.amount > 0]
    return (
        [told for told in ours if told.amount <= MOST_PAID],
        [told for told in ours if told.amount > MOST_PAID],
    )


def _told(entry, where):
    if not isinstance(entry, dict):
        raise Malformed(f"{where} is not an object.")
    texts = {name: _text(entry, name, where) for name in LONGEST}
    return Told(amount=_amount(entry, where), booked_at=_moment(entry, where), **texts)


def _text(entry, name, where):
    raw = entry.get(name, "")
    if not isinstance(raw, str):
        raise Malformed(f"{where}.{name} is not a text.")
    words = one_line(raw.replace("\0", " "))
    if name in NEEDED and not words:
        raise Malformed(f"{where}.{name} is missing.")
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise Malformed(f"{where}.{name} has half a character.") from error
    if len(words) > LONGEST[name]:
        raise Malformed(f"{where}.{name} is longer than {LONGEST[name]} characters.")
    return words


def _amount(entry, where):
    amount = entry.get("amount")
    if isinstance(amount, float) and amount.is_integer():
        amount = int(amount)
    if not isinstance(amount, int) or isinstance(amount, bool) or not amount or abs(amount) > MOST_DONG:
        raise Malformed(f"{where}.amount is not a whole number of đồng other than 0.")
    return amount


def _moment(entry, where):
    raw = entry.get("booked_at")
    try:
        moment = parse_datetime(raw) if isinstance(raw, str) and len(raw) <= 40 else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2200:
        raise Malformed(f"{where}.booked_at is not like 2026-11-27T15:04:05+07:00.")
    return moment
