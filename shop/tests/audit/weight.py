"""What a first view costs a visitor: bytes on the wire, counted by a real Chromium with nothing kept before.

Counted are the answers' own bytes, headers included, of everything that the window asks for by itself: also
pictures below it that the browser fetches ahead of scrolling.
"""

from collections import defaultdict

from playwright.sync_api import sync_playwright

from shop.tests.audit.figures import Findings, Limit
from shop.tests.browser.chromium import find

LIMITS = [Limit("tất cả", at_most=120, unit=" kB"), Limit("script", at_most=25, unit=" kB")]
WINDOWS = {
    "360@2x": {"viewport": {"width": 360, "height": 800}, "device_scale_factor": 2},
    "1440": {"viewport": {"width": 1440, "height": 900}},
}
LARGEST = 6


def weight(base: str, pages: dict[str, str]) -> Findings:
    """Opens each page in each window, as somebody who has never been here."""
    found = Findings("Byte của lần xem đầu", LIMITS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=["--no-sandbox"])
        for name, path in pages.items():
            for window, options in WINDOWS.items():
                context = browser.new_context(**options, locale="vi-VN")
                loads = first_view(context.new_page(), base + path)
                context.close()
                row = f"{name} {window}"
                found.add(row, [_kilobytes(loads), _kilobytes(loads, "Script")])
                found.advice.append(f"{row}: {_told(loads, base)}")
        browser.close()
    return found


def first_view(page, address: str) -> list[dict]:
    """Each load as {url, type, bytes}. Raises RuntimeError where one was refused or is missing."""
    loads = defaultdict(lambda: {"bytes": 0})
    wire = page.context.new_cdp_session(page)
    wire.on("Network.responseReceived", lambda event: loads[event["requestId"]].update(_answer(event)))
    wire.on("Network.loadingFinished", lambda event: loads[event["requestId"]].update(_size(event)))
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    broken = [load["url"] for load in loads.values() if load.get("status", 200) >= 400]
    if broken:
        raise RuntimeError(f"{address}: {broken}")
    return [load for load in loads.values() if "url" in load and not load["url"].startswith("data:")]


def _answer(event):
    response = event["response"]
    return {"url": response["url"], "status": response["status"], "type": event["type"]}


def _size(event):
    return {"bytes": event["encodedDataLength"]}


def _kilobytes(loads, kind=None):
    return round(sum(load["bytes"] for load in loads if kind in (None, load["type"])) / 1000, 1)


def _told(loads, base):
    """What each kind weighs, and the largest by name: where a page that is too heavy can lose weight."""
    kinds = sorted({load["type"] for load in loads})
    shares = ", ".join(f"{kind} {_kilobytes(loads, kind)}" for kind in kinds)
    largest = sorted(loads, key=lambda load: -load["bytes"])[:LARGEST]
    names = ", ".join(f"{load['url'].removeprefix(base)} {_kilobytes([load])}" for load in largest)
    return f"{len(loads)} tệp; {shares}; lớn nhất: {names}"
