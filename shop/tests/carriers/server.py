"""The stand-in over HTTP, bound to this machine: GHN's paths and GHTK's, and the faults that tests order."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from shop.tests.carriers import ghn, ghtk, world
from shop.tests.servers import answering

LONGEST = 100_000


@contextmanager
def running():
    """A stand-in that answers, for the time of a test: its server, with `world` and `base`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.world = world.World()
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    with answering(server):
        try:
            yield server
        finally:
            server.world.over.set()


class Handler(BaseHTTPRequestHandler):
    """Reads a request and lets the carrier that it is for answer it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self._answer("GET")

    def do_POST(self):
        self._answer("POST")

    def log_message(self, *args):
        """Quiet: `calls` tells what was asked."""

    def _answer(self, method):
        here = self.server.world
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST)
        fields = json.loads(self.rfile.read(length) or b"{}")
        with here.lock:
            here.calls.append((method, self.path))
            fault = here.faults.popleft() if here.faults else None
            if fault in (None, world.REPLY_LOST, world.HUGE, world.ODD):
                status, body = self._carried_out(here, method, fields)
        if fault in (None, world.HUGE, world.ODD):
            padding = {"padding": "x" * 1_000_000} if fault == world.HUGE else {}
            told = _odd(body) if fault == world.ODD else body
            self._send(status, json.dumps(told | padding).encode())
        else:
            self._fail(here, fault)

    def _carried_out(self, here, method, fields):
        if self.path.startswith(ghn.BASE):
            return ghn.answer(here, self.path.removeprefix(ghn.BASE), fields, self.headers)
        return ghtk.answer(here, method, self.path.removeprefix(ghtk.BASE), fields, self.headers)

    def _fail(self, here, fault):
        self.close_connection = True
        if isinstance(fault, int):
            self._send(fault, b'{"message": "Ordered by a test."}')
        elif fault == world.RUBBISH:
            self._send(200, b"<html>Bad gateway</html>")
        elif fault == world.ELSEWHERE:
            self._send(302, b"{}", {"Location": f"{self.server.base}/inside"})
        elif fault == world.HANGS:
            here.over.wait(10)
        elif fault == world.SLOW_BODY:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            self._drip(here, b"x" * 100)
        elif fault == world.SLOW_HEAD:
            self._drip(here, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 80)

    def _drip(self, here, words):
        """A letter each tenth of a second, until whoever asked has hung up."""
        for letter in words:
            if here.over.wait(0.1):
                return
            try:
                self.wfile.write(bytes([letter]))
            except ConnectionError:
                return

    def _send(self, status, body, headers=None):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            return  # Who asked has hung up, as on a huge answer.


def _odd(told):
    """The same with all its words ending oddly."""
    if isinstance(told, str):
        return told + world.ODD_END
    if isinstance(told, list):
        return [_odd(each) for each in told]
    return {name: _odd(value) for name, value in told.items()} if isinstance(told, dict) else told
