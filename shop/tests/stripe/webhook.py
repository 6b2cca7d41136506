"""Sends events to the shop, signed as Stripe signs them; also in the ways that nobody hopes for."""

import json
import random
import time
import urllib.error
import urllib.request
from enum import StrEnum

from stripe import WebhookSignature

#: Seconds that a signature of the "old" way is behind.
OLD = 3600


class Way(StrEnum):
    """How the events of one step arrive."""

    ONCE = "once"
    THRICE = "three times"
    SHUFFLED = "shuffled"
    BAD_SIGNATURE = "bad signature"
    OLD_SIGNATURE = "old signature"
    NEVER = "never"


class Webhook:
    """One endpoint of the shop, and what was answered there."""

    def __init__(self, url: str, secret: str):
        self.url, self.secret = url, secret
        #: Event id → the statuses of its deliveries; 0 where nobody answered.
        self.answers: dict[str, list[int]] = {}

    def send(self, events: list[dict], way: Way = Way.ONCE) -> None:
        """Sends some events; the shop's answers are kept, and a refusal is no error here."""
        if not self.url or way == Way.NEVER:
            return
        copies = events * (3 if way == Way.THRICE else 1)
        if way == Way.SHUFFLED:
            random.shuffle(copies)
        for event in copies:
            secret = "whsec_of_somebody_else" if way == Way.BAD_SIGNATURE else self.secret
            age = OLD if way == Way.OLD_SIGNATURE else 0
            status = self._post(*signed(event, secret, age=age))
            self.answers.setdefault(event["id"], []).append(status)

    def _post(self, body: bytes, signature: str) -> int:
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return 0


def signed(event: dict, secret: str, *, age: int = 0) -> tuple[bytes, str]:
    """The body of an event and its signature, made `age` seconds ago."""
    body = json.dumps(event, ensure_ascii=False)
    stamp = int(time.time()) - age
    return body.encode(), WebhookSignature.generate_signature_header(body, secret, stamp)
