"""The Nu HTML checker over every page: its errors and its warnings both fail, in either language."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from shop.tests.audit.figures import Findings, Limit
from shop.tests.audit.folders import GALLERY, PAGES, ROOT
from shop.tests.audit.tools import CHECKER
from shop.tests.audit.visits import CHECKOUT, NOWHERE, PERSONAL, Visitor, english, visitors_pages
from shop.tests.audit.visits import with_a_full_basket as shopper_with

LIMITS = [Limit("lỗi và cảnh báo", at_most=0), Limit("trang", at_least=1)]
#: Messages that are not minded, each with its reason.
IGNORED = {
    r"^The .list. role is unnecessary for element .[uo]l.\.$": (
        "VoiceOver no longer calls a list without bullets one, unless it is told."
    ),
}
SHOWN_PAGES = 3
#: They write every page and state of the shop, the staff's too.
GALLERY_TESTS = ROOT / "shop" / "tests" / "browser" / "gallery" / "test_html.py"
PYTEST = ["-m", "pytest", "-q", "-n", "2", "-m", "gallery"]


def markup(base: str, looks: dict[str, str]) -> Findings:
    """Checks the server's own pages, and all states that the gallery's tests write."""
    found = Findings("Bộ kiểm HTML Nu", LIMITS)
    _keep_pages(base, looks["sản phẩm"])
    found.faults += _write_gallery()
    for name, folder in {"máy chủ": PAGES, "gallery": GALLERY}.items():
        files = sorted(folder.glob("*.html"))
        messages = minded(check(files))
        found.add(name, [len(messages), len(files)])
        found.faults += [f"{name}: {words}" for words in told(messages)]
    return found


def _write_gallery() -> list[str]:
    """Has the gallery's tests write each page and state anew; the fault where one of them fails."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{ROOT / 'var' / 'test.sqlite3'}"}
    command = [sys.executable, *PYTEST, GALLERY_TESTS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return [f"pytest {GALLERY_TESTS.name}: {done.stdout[-1500:]}"] if done.returncode else []


def _keep_pages(base, product):
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    shopper = shopper_with(base, product)
    stranger = Visitor(base)
    personal = [*PERSONAL, *map(english, PERSONAL)]
    asked = [(stranger, path, 200) for path in [*visitors_pages(base), *personal]]
    asked += [(shopper, path, 200) for page in ("/gio-hang/", CHECKOUT) for path in (page, english(page))]
    asked += [(stranger, path, 404) for path in (NOWHERE, english(NOWHERE))]
    for number, (visitor, path, status) in enumerate(asked):
        answer = visitor.get(path)
        assert answer.status == status, (path, answer.status)
        name = re.sub(r"\W+", "-", path).strip("-") or "home"
        (PAGES / f"{number:03d}-{name}.html").write_bytes(answer.body)


def check(files: list[Path]) -> list[dict]:
    """The checker's messages on these files. Raises RuntimeError where it could not look at them."""
    if not files:
        return []
    command = ["java", "-Xss8m", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"vnu.jar: {done.stderr[-1000:]}")
    return json.loads(done.stdout)["messages"]


def minded(messages: list[dict]) -> list[dict]:
    """Errors and warnings, less those with a reason; mere remarks are left out."""
    return [
        message
        for message in messages
        if (message["type"] != "info" or message.get("subType") == "warning")
        and not any(re.search(pattern, message["message"]) for pattern in IGNORED)
    ]


def told(messages: list[dict]) -> list[str]:
    """Each different message once: how often, an extract, and the first pages that have it."""
    alike = defaultdict(list)
    for message in messages:
        alike[message["message"]].append(message)
    return [_words(text, those) for text, those in sorted(alike.items(), key=lambda item: -len(item[1]))]


def _words(text, messages):
    places = [f"{Path(m.get('url', '?')).name}:{m.get('lastLine', '?')}" for m in messages[:SHOWN_PAGES]]
    extract = " ".join(messages[0].get("extract", "").split())
    return f"{len(messages)}× {text} · {extract} · {', '.join(places)}"
