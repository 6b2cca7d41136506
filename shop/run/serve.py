"""Brings the database up to date, fills an empty shop with the sample data, and serves it: `make run`."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec

import django
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from shop.run.progress import Counter, duration, step

_began = time.monotonic()
#: Stands in for the card company where the shop has no keys of its own; a tool of the tests.
STAND_IN = "shop.tests.stripe"


def main() -> int:
    """Everything before the server, then the server until it ends."""
    arguments = _arguments()
    _refuse_a_busy_port(arguments.host, arguments.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.dev")
    # For the addresses in e-mails, canonical links and feeds.
    os.environ["PORT"] = str(arguments.port)
    _make_room_for_the_stand_in(arguments.port + 1)
    django.setup()
    try:
        _migrate()
        _fill_an_empty_shop()
    except DatabaseError as error:
        sys.exit(f"Cơ sở dữ liệu ({connection.vendor}) không dùng được: {error}")
    call_command("welcome", port=arguments.port)
    print(f"Khởi động xong sau {duration(time.monotonic() - _began)}. Dừng bằng Ctrl-C.", flush=True)
    stand_in = _start_the_stand_in(arguments.port)
    try:
        return _serve(arguments.host, arguments.port)
    finally:
        if stand_in:
            stand_in.terminate()


def _arguments():
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def _refuse_a_busy_port(host: str, port: int) -> None:
    if why := _why_not(host, port):
        sys.exit(f"Không mở được {host}:{port} ({why}). Chọn cổng khác: make run PORT={port + 1}")


def _why_not(host: str, port: int) -> str:
    """Why nobody can listen there; empty where one can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return str(getattr(error, "strerror", None) or error)
    return ""


def _make_room_for_the_stand_in(port: int) -> None:
    """On a person's own machine, where the tests' tools are; the settings decide whether it is wanted."""
    own_machine = os.environ["DJANGO_SETTINGS_MODULE"] == "shop.settings.dev"
    if own_machine and find_spec(STAND_IN) and not _why_not("127.0.0.1", port):
        os.environ["CARD_STAND_IN_PORT"] = str(port)


def _start_the_stand_in(port: int):
    """The process that plays the card company; None where the shop has keys of its own, or takes no cards."""
    told = os.environ.get("CARD_STAND_IN_PORT")
    if not told or f"http://127.0.0.1:{told}" != settings.STRIPE_API_BASE:
        return None
    webhook = f"http://127.0.0.1:{port}/thanh-toan/stripe/"
    command = [sys.executable, "-m", STAND_IN, "--port", told, "--webhook", webhook]
    print(f"Thẻ thử: {settings.STRIPE_API_BASE} thay cho Stripe, không trừ tiền thật.", flush=True)
    # Its standard input is a line to this process: it ends when the line does, however this one ends.
    return subprocess.Popen(command, stdin=subprocess.PIPE, process_group=0)


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        command = load_command_class(get_commands()["migrate"], "migrate")
        command.migration_progress_callback = _counted(Counter(len(plan)))
        with step(f"Tạo bảng dữ liệu: {len(plan)} bước"):
            call_command(command, interactive=False, verbosity=0)


def _counted(counter: Counter):
    """Counts migrations rather than listing three hundred of them."""

    def told(action, migration=None, fake=False):
        if action == "apply_success":
            counter.add(str(migration))

    return told


def _fill_an_empty_shop() -> None:
    from catalog.products.models import Product

    if not Product.objects.exists():
        # All or nothing, so that an interrupted first start is tried again by the next.
        with step("Bày hàng vào cửa hàng trống"):
            call_command("seed_demo")


def _serve(host: str, port: int) -> int:
    """The server's exit code; Ctrl-C and a request to end stop it."""
    connection.close()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "shop.wsgi:application"]
    command += ["--host", host, "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    command += ["--no-ws", "--log-level", "warning", "--workers-kill-timeout", "5"]
    # A group of its own: Granian's worker hangs when a terminal's Ctrl-C reaches it beside its parent's word.
    server = subprocess.Popen(command, process_group=0)
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: server.terminate())
    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
