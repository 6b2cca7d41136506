"""The API's endpoints: the key, the idempotency key, what is asked for; and faults that a test orders."""

import re
import secrets
from collections import deque

from shop.tests.stripe import parameters, sessions
from shop.tests.stripe.errors import ApiError, invalid
from shop.tests.stripe.idempotency import Keys

SESSIONS = "/v1/checkout/sessions"
REFUNDS = "/v1/refunds"
ONE = re.compile(rf"{SESSIONS}/(\w+)")
EXPIRE = re.compile(rf"{SESSIONS}/(\w+)/expire")
#: A fault that a test orders for the next call: it is carried out, and nobody is told.
REPLY_LOST = "reply lost"


class Api:
    """Answers calls; `faults` holds REPLY_LOST or statuses for the calls to come, `calls` what was asked."""

    def __init__(self, world, key: str):
        self.world, self.key = world, key
        self.keys = Keys()
        self.faults: deque = deque()
        self.calls: list[tuple[str, str, str]] = []
        self.before = lambda method, path: None
        self._told = 0

    def answer(self, method: str, path: str, text: str, headers) -> tuple[int, dict, dict] | None:
        """(status, body, headers); None where the reply gets lost. Raises ApiError."""
        idempotency_key = headers.get("Idempotency-Key", "")
        self.calls.append((method, path, idempotency_key))
        self._refuse_strangers(headers.get("Authorization", ""))
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, int):
            raise ApiError(fault, "Ordered by a test.", kind="api_error")
        call = (f"{method} {path}", text)
        key = idempotency_key if method == "POST" else ""
        status, body, again = self.keys.answer(
            key, call, lambda: self._carry_out(method, path, text, headers)
        )
        if fault == REPLY_LOST:
            return None
        told = {
            "Request-Id": f"req_{secrets.token_hex(7)}",
            "Stripe-Version": headers.get("Stripe-Version", ""),
        }
        return status, body, told | ({"Idempotent-Replayed": "true"} if again else {})

    def take_untold(self) -> list[dict]:
        """The events since somebody last asked."""
        with self.world.lock:
            events = self.world.events[self._told :]
            self._told = len(self.world.events)
            return events

    def _refuse_strangers(self, authorization):
        if authorization != f"Bearer {self.key}":
            raise ApiError(401, "Invalid API Key provided.")

    def _carry_out(self, method, path, text, headers):
        self.before(method, path)
        if method == "POST":
            return 200, self._post(path, text, headers)
        return 200, self._get(path, text)

    def _post(self, path, text, headers):
        if path == SESSIONS:
            return self.world.open_session(sessions.parse_session(text), headers.get("Stripe-Version", ""))
        if found := EXPIRE.fullmatch(path):
            parameters.parse(text, parameters.EXPIRE)
            return self.world.expire(found[1])
        if path == REFUNDS:
            return self.world.refund(_refund(parameters.parse(text, parameters.REFUND)))
        raise _unrecognized("POST", path)

    def _get(self, path, text):
        if found := ONE.fullmatch(path):
            return self.world.session(found[1])
        if path == REFUNDS:
            asked = parameters.parse(text, parameters.LIST)
            refunds = self.world.refunds_of(asked.get("payment_intent", ""))
            return {"object": "list", "url": REFUNDS, "has_more": False, "data": refunds}
        raise _unrecognized("GET", path)


def _refund(asked):
    parameters.needed(asked, "payment_intent")
    if "amount" in asked:
        parameters.whole(asked["amount"], "amount")
    return asked


def _unrecognized(method, path):
    return invalid(f"Unrecognized request URL ({method}: {path}).", status=404)
