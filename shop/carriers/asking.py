"""One question to a carrier's machine over HTTP: JSON both ways, no redirect followed, nothing endless."""

import http.client
import json
import time
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from shop.carriers.deadline import TimelyResponse, left_until
from shop.carriers.exceptions import KeyRefused, NoAnswer, Refused
from shop.carriers.known import NUMBER
from shop.carriers.reading import read_object
from shop.carriers.values import Booking

#: Seconds for each step on the way, and for a whole question with its answer. Somebody stands at the counter.
TIMEOUT, LONGEST = 5, 15
#: Questions that a booking or calling one off takes at most.
MOST_QUESTIONS = 3
#: Bytes of an answer; a booking has some thousands.
LARGEST = 200_000
_CHUNK = 16_384
TOO_MANY, KEYS_REFUSED = 429, (401, 403)


@dataclass(frozen=True)
class Machine:
    """A carrier's machine at an address. Its headers hold the shop's key: they are never shown."""

    name: str
    base: str
    headers: dict[str, str] = field(repr=False)

    def ask(self, method: str, path: str, fields: dict | None = None) -> dict:
        """The JSON object of an answer that says yes.

        Raises Refused with the carrier's own words, KeyRefused, and NoAnswer where nobody can know.
        """
        status, answer = self._answer(method, path, fields)
        if status in KEYS_REFUSED:
            raise KeyRefused(_("%(carrier)s does not take the shop's key.") % {"carrier": self.name})
        if status >= 500 or status == TOO_MANY or 300 <= status < 400:
            raise NoAnswer(self._say(_("%(carrier)s answered with %(status)s."), status=status))
        words = read_object(answer)
        if words is None:
            raise NoAnswer(self._say(_("%(carrier)s answered in a form that cannot be read.")))
        if not 200 <= status < 300:
            raise Refused(refusal_of(words) or self._say(_("%(carrier)s says no.")), words)
        return words

    def _say(self, words, **values):
        return words % {"carrier": self.name, **values}

    def _answer(self, method, path, fields) -> tuple[int, bytes]:
        parts = urlsplit(self.base)
        kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        until = time.monotonic() + LONGEST
        connection = kinds[parts.scheme](parts.hostname, parts.port, timeout=min(TIMEOUT, LONGEST))
        connection.response_class = partial(TimelyResponse, until=until, step=TIMEOUT)
        body = json.dumps(fields, ensure_ascii=False).encode() if fields is not None else None
        headers = {"Content-Type": "application/json", "User-Agent": "OCOP-Dien-Bien", **self.headers}
        try:
            connection.connect()
            connection.sock.settimeout(left_until(until, TIMEOUT))
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, self._read(response)
        except (OSError, http.client.HTTPException) as fault:
            raise NoAnswer(self._say(_("%(carrier)s does not answer."))) from fault
        finally:
            connection.close()

    def _read(self, response) -> bytes:
        """The body, as far as it is not too long; one that is too slow ends by its deadline."""
        read = b""
        while chunk := response.read1(_CHUNK):
            read += chunk
            if len(read) > LARGEST:
                raise NoAnswer(self._say(_("%(carrier)s answered in a form that cannot be read.")))
        return read


def booking_of(carrier: str, number, fee) -> Booking:
    """What a carrier (its name) says of a booking. Raises NoAnswer for a number that none of us could use."""
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise NoAnswer(_("%(carrier)s answered in a form that cannot be read.") % {"carrier": carrier})
    return Booking(number, whole(fee))


def refusal_of(words: dict) -> str:
    """What a carrier gives as its reason, cut to a length that people read."""
    reason = words.get("code_message_value") or words.get("message") or ""
    return str(reason).strip()[:200]


def whole(amount) -> int | None:
    """Đồng that a carrier tells as a number or in digits ("30400"); None where it is neither."""
    text = str(amount).partition(".")[0].strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
