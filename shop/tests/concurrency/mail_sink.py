"""A mail server on this machine that keeps what it is handed, and does something at two moments."""

import re
import socketserver
import threading
from collections.abc import Callable
from contextlib import contextmanager

MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE | re.IGNORECASE)


def id_of(message: bytes) -> str:
    """The Message-ID of a message as it was handed over."""
    return MESSAGE_ID.search(message)[1].decode()


def nothing() -> None:
    """Goes on as if nobody looked."""


class Sink(socketserver.ThreadingTCPServer):
    """`before` runs when somebody has connected, `after` once a message is kept and not answered yet."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, before: Callable[[], None], after: Callable[[], None]):
        super().__init__(("127.0.0.1", 0), Session)
        self.before, self.after, self.kept = before, after, []

    @property
    def url(self) -> str:
        """As EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each message that it has taken."""
        return [id_of(message) for message in self.kept]


class Session(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as Python's smtplib asks for."""

    def handle(self):
        try:
            self.server.before()
            self.answer(b"220 sink")
            while line := self.rfile.readline():
                if not self.go_on(line.strip().upper()):
                    break
        except (ConnectionError, BrokenPipeError):
            return  # Whoever asked is dead.

    def go_on(self, said):
        """Answers one command; False at the end."""
        if said == b"DATA":
            self.answer(b"354 go on")
            self.server.kept.append(self.message())
            self.server.after()
        self.answer(b"221 bye" if said == b"QUIT" else b"250 ok")
        return said != b"QUIT"

    def message(self):
        """Everything up to the line with one dot."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def answer(self, words):
        """One line."""
        self.wfile.write(words + b"\r\n")


@contextmanager
def a_mail_sink(before=nothing, after=nothing):
    """A running server."""
    with Sink(before, after) as sink:
        threading.Thread(target=sink.serve_forever, daemon=True).start()
        yield sink
        sink.shutdown()
