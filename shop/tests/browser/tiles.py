"""A tile server on this machine: every tile is one colour; or none comes at all."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from PIL import Image

TILE = BytesIO()
Image.new("RGB", (256, 256), (196, 220, 190)).save(TILE, "PNG")


class Tiles(ThreadingHTTPServer):
    """Serves while it is used as a context; `address` is what MAP_TILE_URL says, `asked` what was asked."""

    def __init__(self, status=200):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.asked = status, []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{{z}}/{{x}}/{{y}}.png"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802 - the library's name
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        if self.server.status == 200:
            self.wfile.write(TILE.getvalue())

    def log_message(self, *args):
        """Says nothing."""
