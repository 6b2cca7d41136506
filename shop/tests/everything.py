"""All tests in turn: on SQLite, those that need a database on PostgreSQL too, then in a real browser.

The last line is pytest's own. The two migrated templates are built side by side before, since each takes most
of a minute of one core.
"""

import os
import subprocess
import sys

from shop.run.progress import step
from shop.tests.browser import chromium
from shop.tests.with_postgres import CannotStart, server

SQLITE = {"DATABASE_URL": "sqlite:///var/test.sqlite3"}
#: Whoever has nothing left takes from the other: some tests last a minute.
SIDE_BY_SIDE = ["-n", "2", "--dist", "worksteal"]


def main() -> int:
    """0, or the exit code of the first that failed; 1 with words where a server or a browser is missing."""
    if code := chromium.main():
        return code
    try:
        with server() as url:
            return _run(SQLITE, {"DATABASE_URL": url})
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1


def _run(sqlite, postgres) -> int:
    with step("Chuẩn bị cơ sở dữ liệu kiểm thử trên SQLite và PostgreSQL"):
        building = [_start("shop.tests.template", environment=engine) for engine in (sqlite, postgres)]
        if code := max(process.wait() for process in building):
            return code
    stages = [
        ("Kiểm thử trên SQLite", sqlite, "not browser"),
        ("Kiểm thử trên PostgreSQL", postgres, "database and not browser"),
        ("Kiểm thử trong Chromium", sqlite, "browser"),
    ]
    for words, engine, which in stages:
        print(f"→ {words}", flush=True)
        if code := _start("pytest", "-q", *SIDE_BY_SIDE, "-m", which, environment=engine).wait():
            return code
    return 0


def _start(module, *arguments, environment) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", module, *arguments], env={**os.environ, **environment})


if __name__ == "__main__":
    sys.exit(main())
