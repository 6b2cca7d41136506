"""Brings the database up to date, fills an empty shop with the sample data, and serves it: `make run`."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time

import django
from django.core.management import call_command, get_commands, load_command_class
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from shop.run.progress import Counter, duration, step

_began = time.monotonic()


def main() -> int:
    """Everything before the server, then the server until it ends."""
    arguments = _arguments()
    _refuse_a_busy_port(arguments.host, arguments.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.dev")
    # For the addresses in e-mails, canonical links and feeds.
    os.environ["PORT"] = str(arguments.port)
    django.setup()
    try:
        _migrate()
        _fill_an_empty_shop()
    except DatabaseError as error:
        sys.exit(f"Cơ sở dữ liệu ({connection.vendor}) không dùng được: {error}")
    call_command("welcome", port=arguments.port)
    print(f"Khởi động xong sau {duration(time.monotonic() - _began)}. Dừng bằng Ctrl-C.", flush=True)
    return _serve(arguments.host, arguments.port)


def _arguments():
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def _refuse_a_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = f"Không mở được {host}:{port} ({error.strerror})."
            sys.exit(f"{words} Chọn cổng khác: make run PORT={port + 1}")


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
