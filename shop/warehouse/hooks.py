"""Sending a point's news to a chat service: signed, to public addresses only, and no further than there."""

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from shop.warehouse.models import PointHook

#: Seconds that a chat service may take for each step.
TIMEOUT = 5
#: The header with the HMAC-SHA256 of the body, in hexadecimal digits after `sha256=`.
SIGNATURE = "X-Signature-256"
#: The header with what a receiver tells the second copy of a message from the first by.
EVENT = "X-Event-Id"


class HookFailed(Exception):
    """What was sent did not arrive; the message says why, in the reader's language."""


#: Sends a body with headers to an address. Raises HookFailed.
Post = Callable[[str, bytes, dict[str, str]], None]


def tell(hook: PointHook, *, text: str, event: str, post: Post | None = None) -> None:
    """Sends a text under the name of its event. Raises HookFailed.

    The body is what Slack, Mattermost, Rocket.Chat and Google Chat all take, and no more than that: Google
    answers 400 to a field that it does not know.
    """
    body = json.dumps({"text": text}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        SIGNATURE: signature(hook.secret, body),
        EVENT: event,
        "User-Agent": "OCOP-Dien-Bien",
    }
    (post or post_to)(hook.url, body, headers)


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


def post_to(url: str, body: bytes, headers: dict[str, str], *, connect=_connect) -> None:
    """Posts once and follows no redirect. Raises HookFailed, also for an address that is not public."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise HookFailed(_("The address has to begin with https://."))
    try:
        port = parts.port or 443
        address = public_address(parts.hostname, port)
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


def public_address(host: str, port: int) -> str:
    """One address of the host. Raises HookFailed where any is within somebody's own network, OSError."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not settings.HOOKS_MAY_STAY_INSIDE and not all(map(_is_public, found)):
        raise HookFailed(_("This address is within a private network."))
    return found[0]


def _is_public(text):
    address = ipaddress.ip_address(text.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return all(one.is_global and not one.is_multicast for one in (address, inner))
