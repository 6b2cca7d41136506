"""The sample shop as a public machine serves it: hashed, compressed files, granian, its own database."""

import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from shop.run.progress import step
from shop.tests.audit.folders import DATABASE, PROXIED, ROOT, WORK
from shop.tests.servers import free_port

START_SECONDS = 180
LOG = WORK / "server.log"


class DoesNotStart(Exception):
    """The shop could not be built or does not answer; the words say where to look."""


@contextmanager
def shop() -> Iterator[str]:
    """The address of a shop that was built afresh; it ends with the block. Raises DoesNotStart."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = _environment(base)
    _build(environment)
    command = [sys.executable, "-m", "shop.run.serve", "--port", str(port)]
    with LOG.open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            with step("Mở cửa hàng như trên máy công khai"):
                _wait(server, base)
            yield base
        finally:
            server.terminate()
            server.wait(timeout=30)


def _environment(base) -> dict[str, str]:
    own = {
        "DJANGO_SETTINGS_MODULE": "shop.tests.audit.settings",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_URL": base,
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "LOG_LEVEL": "WARNING",
    }
    return {**os.environ, **own}


def _build(environment) -> None:
    """A migrated database without goods, which `serve` fills, and the static files."""
    for old in WORK.glob(f"{DATABASE.name}*"):
        old.unlink()
    shutil.rmtree(PROXIED, ignore_errors=True)
    (PROXIED / "media").mkdir(parents=True)
    with step("Tạo cơ sở dữ liệu"):
        _run(environment, "-m", "shop.tests.audit.database")
    with step("Gom và nén các tệp tĩnh"):
        _run(environment, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")


def _run(environment, *arguments) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise DoesNotStart(f"`python {' '.join(arguments)}` hỏng (mã {done.returncode}).")


def _wait(server, base) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if _answers(f"{base}/readyz"):
            return
        time.sleep(0.2)
    raise DoesNotStart(f"Cửa hàng không trả lời ở {base}; xem {LOG}.")


def _answers(address) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
