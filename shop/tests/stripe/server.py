"""The stand-in over HTTP, bound to this machine: the API under /v1/, the hosted page, the dashboard at /."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from shop.tests.servers import answering
from shop.tests.stripe import pages
from shop.tests.stripe.api import Api
from shop.tests.stripe.doing import carry_out
from shop.tests.stripe.errors import ApiError
from shop.tests.stripe.webhook import Way, Webhook
from shop.tests.stripe.world import World

KEY, SECRET = "rk_test_of_the_stand_in", "whsec_of_the_stand_in"
LARGEST_BODY = 1_000_000


class StandIn(ThreadingHTTPServer):
    """A server on 127.0.0.1 with its world, its keys and the shop's webhook."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0, *, webhook_url: str = "", world: World | None = None):
        super().__init__(("127.0.0.1", port), Handler)
        self.world = world or World()
        self.world.base = self.base
        self.api = Api(self.world, KEY)
        self.webhook = Webhook(webhook_url, SECRET)

    @property
    def base(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def running(**options):
    """A stand-in that answers, for the time of a test."""
    with answering(StandIn(**options)) as server:
        yield server


class Handler(BaseHTTPRequestHandler):
    """Reads a request, lets `Api` or a page answer it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer("GET")

    def do_POST(self):
        self._answer("POST")

    def log_message(self, *args):
        """Quiet: what happened is on the dashboard."""

    def _answer(self, method):
        url = urlsplit(self.path)
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST_BODY)
        body = self.rfile.read(length).decode()
        try:
            if url.path.startswith("/v1/"):
                self._answer_api(method, url.path, body if method == "POST" else url.query)
            elif url.path.startswith("/c/pay/"):
                self._answer_hosted(method, url.path.removeprefix("/c/pay/"), dict(parse_qsl(body)))
            else:
                self._answer_dashboard(method, dict(parse_qsl(body)))
        except ApiError as error:
            self._send(error.status, json.dumps(error.body), "application/json")

    def _answer_api(self, method, path, text):
        answer = self.server.api.answer(method, path, text, self.headers)
        if answer is None:
            # The work is done, and the line goes dead before anybody is told.
            self.close_connection = True
            return
        status, body, headers = answer
        self.server.webhook.send(self.server.api.take_untold(), Way.ONCE)
        self._send(status, json.dumps(body), "application/json", headers)

    def _answer_hosted(self, method, session_id, form):
        world = self.server.world
        session = world.session(session_id)
        if method == "GET" or form.get("do") == "decline":
            declined = method == "POST"
            self._send(402 if declined else 200, pages.hosted(session, declined=declined), "text/html")
            return
        paid = world.pay(session_id, later=form.get("do") == "later")
        self.server.webhook.send(self.server.api.take_untold(), Way(form.get("way", Way.ONCE)))
        self._lead_to(paid["success_url"])

    def _answer_dashboard(self, method, form):
        if method == "POST":
            again = carry_out(self.server.world, form.get("do", ""), form.get("id", ""))
            self.server.webhook.send([*self.server.api.take_untold(), *again])
            self._lead_to("/")
            return
        self._send(200, pages.dashboard(self.server.world, self.server.webhook.answers), "text/html")

    def _lead_to(self, address):
        self._send(303, "", "text/plain", {"Location": address})

    def _send(self, status, text, kind, headers=None):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
