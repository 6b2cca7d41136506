"""Idempotency keys: the first answer again; other parameters or a call still under way are refused."""

import threading

from shop.tests.stripe.errors import ApiError


class Keys:
    """Which keys were used for what, and what was answered."""

    def __init__(self):
        self._lock = threading.Lock()
        self._asked: dict[str, tuple[str, str]] = {}
        self._answers: dict[str, tuple[int, dict]] = {}

    def answer(self, key: str, call: tuple[str, str], carry_out) -> tuple[int, dict, bool]:
        """(status, body, whether it is an answer given before). Without a key it is carried out each time."""
        if not key:
            return (*carry_out(), False)
        if (before := self._begin(key, call)) is not None:
            return (*before, True)
        try:
            answer = carry_out()
        except BaseException:
            with self._lock:
                del self._asked[key]
            raise
        with self._lock:
            self._answers[key] = answer
        return (*answer, False)

    def _begin(self, key, call):
        with self._lock:
            if key not in self._asked:
                self._asked[key] = call
                return None
            if self._asked[key] != call:
                words = "Keys for idempotent requests can only be used with the same parameters as at first."
                raise ApiError(400, words, kind="idempotency_error")
            if key not in self._answers:
                words = "There is currently another in-progress request using this Idempotent Key."
                raise ApiError(409, words, kind="idempotency_error", code="idempotency_key_in_use")
            return self._answers[key]
