"""The Chromium that the browser tests drive: the machine's own, or one installed now; never a silent skip.

`python -m shop.tests.browser.chromium` sees to it before the tests run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from shop.tests.browser import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> Path:
    """Where the browser is: `CHROMIUM`, the search path, or Playwright's folder. Raises LookupError."""
    given = os.environ.get("CHROMIUM")
    if given:
        return Path(given)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    if (own := _playwrights()) and own.exists():
        return own
    raise LookupError("Không tìm thấy Chromium; đặt CHROMIUM=/đường/dẫn. No Chromium found.")


def _playwrights() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return Path(path) if path else None


def install() -> None:
    """By the system's packages where one may, else by Playwright. Raises CalledProcessError."""
    if not apt.install("chromium"):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """0 once there is a browser, 1 with words where there can be none."""
    try:
        find()
    except LookupError:
        print("Cài Chromium cho kiểm thử trình duyệt…", flush=True)
        try:
            install()
            find()
        except (LookupError, OSError, subprocess.CalledProcessError) as reason:
            print(f"Không cài được Chromium: {reason}. Đặt CHROMIUM=/đường/dẫn.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
