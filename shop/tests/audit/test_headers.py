"""The audit notices a page that is personal or cannot be asked for again, and a file that is not kept."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shop.tests.audit import headers
from shop.tests.audit.headers import asset_faults, page_faults
from shop.tests.audit.visits import Answer

GOOD_PAGE = {"Cache-Control": "public, max-age=60", "Vary": "Accept-Language", "ETag": '"1"'}
GOOD_FILE = {"Cache-Control": "max-age=315360000, public, immutable"}


@pytest.fixture
def serve():
    """Makes a server that answers everything with these headers, and 304 to those who know the ETag."""
    servers = []

    def start(named, *, compress=True):
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(named, compress))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _handler(named, compress):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            known = named.get("ETag") and self.headers.get("If-None-Match") == named["ETag"]
            body = b"" if known else gzip.compress(b"page") if compress else b"page"
            self.send_response(304 if known else 200)
            for name, value in named.items():
                self.send_header(name, value)
            if compress:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            """Nothing: a test's output is its own."""

    return Handler


@pytest.mark.parametrize(("turns", "faults"), [(1, []), (9, ["hỏi lại: 200 thay vì 304"])])
def test_a_page_may_turn_with_the_minute_but_not_with_every_answer(monkeypatch, turns, faults):
    tags = iter(range(turns))

    def get(visitor, path, *, if_none_match=None, **named):
        tag = next(tags, turns)
        status = 304 if if_none_match == str(tag) else 200
        page = {**GOOD_PAGE, "ETag": str(tag), "Content-Encoding": "gzip"}
        return Answer(path, status, page, b"" if status == 304 else b"page")

    monkeypatch.setattr(headers.Visitor, "get", get)
    assert page_faults("http://127.0.0.1", "/") == faults


def test_a_page_for_everybody_has_no_fault(serve):
    assert page_faults(serve(GOOD_PAGE), "/") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"Set-Cookie": "sessionid=1"}, "đặt cookie sessionid"),
        ({"Cache-Control": "private"}, "Cache-Control: private"),
        ({"Vary": "Accept-Encoding, Cookie"}, "Vary: Accept-Encoding, Cookie"),
        ({"ETag": ""}, "không có ETag hay Last-Modified"),
        ({"ETag": "", "Last-Modified": "Tue, 24 Nov 2026 00:00:00 GMT"}, "hỏi lại: 200 thay vì 304"),
    ],
)
def test_a_page_that_is_not_for_everybody_is_named(serve, change, words):
    assert page_faults(serve({**GOOD_PAGE, **change}), "/") == [words]


def test_a_page_that_is_not_compressed_is_named(serve):
    assert page_faults(serve(GOOD_PAGE, compress=False), "/") == ["không nén"]


def test_a_file_is_named_after_its_content_and_kept_for_good(serve):
    assert asset_faults(serve(GOOD_FILE), "/static/css/site.0123456789ab.css") == []

    faults = asset_faults(serve({"Cache-Control": "max-age=60"}, compress=False), "/static/css/site.css")

    assert faults == ["tên không mang dấu của nội dung", "Cache-Control: max-age=60", "không nén"]


def test_a_part_of_a_file_is_asked_for_as_the_file():
    page = '<use href="/static/img/icons.0123456789ab.svg#cash"/><img src="/static/img/tea.0123456789ab.svg">'
    assert headers._asset.findall(page) == [
        "/static/img/icons.0123456789ab.svg",
        "/static/img/tea.0123456789ab.svg",
    ]
