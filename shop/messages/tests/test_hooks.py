"""What is sent to another service is signed, goes to public addresses only, and is not led elsewhere."""

import hashlib
import hmac
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from shop.messages.hooks import HookFailed, address_of, post_json, post_to, signature

URL = "https://chat.example/hooks/a?b=c"
PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
]


def resolved(monkeypatch, *addresses):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)


class Stand(BaseHTTPRequestHandler):
    """A chat service on this machine, without encryption; keeps what it got."""

    answer, got = 200, None

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got = (self.path, dict(self.headers), body)
        self.send_response(self.answer)
        self.send_header("Location", "http://127.0.0.1/inside")
        self.end_headers()

    def log_message(self, *args):
        """Says nothing."""


@pytest.fixture
def stand(monkeypatch):
    """The service, and how to reach it in place of the address that was looked up."""
    server = HTTPServer(("127.0.0.1", 0), Stand)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Stand.answer, Stand.got, Stand.asked = 200, None, []
    resolved(monkeypatch, "93.184.216.34")
    there = server.server_address

    def connect(host, address, port):
        Stand.asked.append((host, address, port))
        plain = socket.socket()
        plain.connect(there)
        return plain

    Stand.connect = staticmethod(connect)
    yield Stand
    server.shutdown()
    server.server_close()


def test_it_is_sent_to_the_address_that_was_looked_at(stand):
    post_to(URL, b"{}", {"X-Event-Id": "e1"}, connect=stand.connect)
    path, headers, body = stand.got
    assert stand.asked == [("chat.example", "93.184.216.34", 443)]
    assert (path, headers["Host"], headers["X-Event-Id"], body) == (
        "/hooks/a?b=c",
        "chat.example",
        "e1",
        b"{}",
    )


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_what_is_no_yes_has_failed_and_no_redirect_is_followed(stand, status):
    stand.answer = status
    with pytest.raises(HookFailed, match=str(status)):
        post_to(URL, b"{}", {}, connect=stand.connect)
    assert len(stand.asked) == 1


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_within_somebodys_network_is_refused(monkeypatch, address):
    asked = []
    for found in ((address,), ("93.184.216.34", address)):
        resolved(monkeypatch, *found)
        with pytest.raises(HookFailed, match="private|nội bộ"):
            post_to(URL, b"{}", {}, connect=lambda *where: asked.append(where))
    assert asked == []


def test_tests_may_stay_inside_where_settings_say_so(monkeypatch, settings):
    resolved(monkeypatch, "127.0.0.1")
    settings.HOOKS_MAY_STAY_INSIDE = True
    assert address_of("chat.example", 443) == "127.0.0.1"


@pytest.mark.parametrize(
    "url", ["http://chat.example/", "https://me:pw@chat.example/", "https:///a", "file:///a"]
)
def test_only_plain_https_is_asked(monkeypatch, url):
    resolved(monkeypatch, "93.184.216.34")
    asked = []
    with pytest.raises(HookFailed):
        post_to(url, b"{}", {}, connect=lambda *where: asked.append(where))
    assert asked == []


@pytest.mark.parametrize("fault", [socket.gaierror("no such name"), TimeoutError("slow"), ConnectionError()])
def test_what_does_not_answer_has_failed(monkeypatch, fault):
    resolved(monkeypatch, "93.184.216.34")

    def connect(*where):
        raise fault

    with pytest.raises(HookFailed):
        post_to(URL, b"{}", {}, connect=connect)


def test_an_address_of_the_operators_own_may_lie_inside(monkeypatch):
    resolved(monkeypatch, "10.0.0.5")
    assert address_of("gateway.example", 443, trusted=True) == "10.0.0.5"


def test_headers_name_the_event_and_sign_the_body():
    got = []
    post_json(URL, "bí mật", {"text": "Trà còn 2"}, event="e-1", post=lambda *sent: got.append(sent))
    ((url, body, headers),) = got
    assert url == URL
    assert json.loads(body) == {"text": "Trà còn 2"}
    assert headers["X-Event-Id"] == "e-1"
    expected = hmac.new("bí mật".encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Signature-256"] == f"sha256={expected}" == signature("bí mật", body)
