"""A phone loses its network on the way: it says so in the reader's language, and keeps nothing else."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HELD = """async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
    return [names, lists.flat().map((request) => new URL(request.url).pathname).sort()];
}"""


def arrives_once(someone):
    """Somebody who has been here long enough for the phone to keep its page."""
    visitor = someone(service_workers="allow")
    page = visitor.open("/san-pham/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return visitor


def opens_without_network(visitor, path):
    """The page that stands there instead. What the browser itself says of the lost network is no fault."""
    visitor.page.context.set_offline(True)
    page = visitor.open(path)
    visitor.faults = [fault for fault in visitor.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    return page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/diem-ban/", "Không có mạng"),
        ("/en/diem-ban/", "There is no network"),
        ("/gio-hang/", "Không có mạng"),
    ],
)
def test_a_page_without_network_says_so_in_its_language(someone, path, words):
    visitor = arrives_once(someone)
    page = opens_without_network(visitor, path)
    expect(page.locator("h1")).to_have_text(words)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    visitor.looks("offline")
    visitor.finds_no_barrier()
    visitor.page.context.set_offline(False)
    page.locator("main .button").click()
    expect(page.locator("h1")).not_to_have_text(words)
    assert page.url == visitor.base + path


def test_the_phone_keeps_nothing_but_that_page(someone):
    visitor = arrives_once(someone)
    for path in ("/gio-hang/", "/san-pham/", "/don-hang/", "/diem-ban/"):
        visitor.open(path)
    names, held = visitor.page.evaluate(HELD)
    assert len(names) == 1
    pages = [path for path in held if not path.startswith("/static/")]
    assert pages == ["/en/ngoai-tuyen/", "/ngoai-tuyen/"]


def test_what_an_older_shop_had_kept_is_thrown_away(someone):
    visitor = someone(service_workers="allow")
    # The worker comes with this page's load, so the older one's store has to be there before.
    page = visitor.open("/robots.txt")
    page.evaluate("caches.open('offline-0ld').then((cache) => cache.put('/gio-hang/', new Response('')))")
    page = visitor.open("/san-pham/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    names, _held = page.evaluate(HELD)
    assert "offline-0ld" not in names


def test_without_scripts_nothing_changes(someone):
    visitor = someone(javascript=False)
    page = visitor.open("/ngoai-tuyen/")
    expect(page.locator("h1")).to_have_text("Không có mạng")
    assert visitor.page.context.service_workers == []
