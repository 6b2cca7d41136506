"""Sending to another service's webhook: signed, to public addresses only, and no further than there."""

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

#: Seconds that the other service may take for each step.
TIMEOUT = 5
#: The header with the HMAC-SHA256 of the body, in hexadecimal digits after `sha256=`.
SIGNATURE = "X-Signature-256"
#: The header with what a receiver tells the second copy of a message from the first by.
EVENT = "X-Event-Id"


class HookFailed(Exception):
    """What was sent did not arrive; the message says why, in the reader's language."""


#: Sends a body with headers to an address. Raises HookFailed.
Post = Callable[[str, bytes, dict[str, str]], None]


def post_json(
    url: str,
    secret: str,
    fields: dict[str, str],
    *,
    event: str,
    post: Post | None = None,
    trusted: bool = False,
) -> None:
    """Sends fields under the name of an event. Raises HookFailed.

    `trusted` is an address of the operator's own settings, which may lie within their network.
    """
    body = json.dumps(fields, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        SIGNATURE: signature(secret, body),
        EVENT: event,
        "User-Agent": "OCOP-Dien-Bien",
    }
    (post or partial(post_to, trusted=trusted))(url, body, headers)


def signature(secret: str, body: bytes) -> str:
    """What the receiver compares."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _connect(host: str, address: str, port: int) -> socket.socket:
    """An encrypted connection to the address that was looked at, with the certificate of the host."""
    plain = socket.create_connection((address, port), timeout=TIMEOUT)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def post_to(
    url: str, body: bytes, headers: dict[str, str], *, connect=_connect, trusted: bool = False
) -> None:
    """Posts once and follows no redirect. Raises HookFailed, also for an address that is neither public nor
    `trusted`.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise HookFailed(_("The address has to begin with https://."))
    try:
        port = parts.port or 443
        address = address_of(parts.hostname, port, trusted=trusted)
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=TIMEOUT)
        connection.sock = connect(parts.hostname, address, port)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, {**headers, "Host": parts.netloc})
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise HookFailed(_("The address does not answer.")) from fault
    if not 200 <= status < 300:
        raise HookFailed(_("The address answered with %(status)s.") % {"status": status})


def address_of(host: str, port: int, *, trusted: bool = False) -> str:
    """One address of the host. Raises OSError, and HookFailed where any is within somebody's own network and
    the host is not `trusted`.
    """
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not (trusted or settings.HOOKS_MAY_STAY_INSIDE or all(map(_is_public, found))):
        raise HookFailed(_("This address is within a private network."))
    return found[0]


def _is_public(text):
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return all(one.is_global and not one.is_multicast for one in (address, inner))
