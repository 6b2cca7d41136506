"""Which pages there are, and how the audit asks for them: a plain HTTP client without a browser's memory."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message

#: Not in the sitemap, since nobody should find them: a basket, forms, and no page at all.
PERSONAL = ["/gio-hang/", "/don-hang/", "/tai-khoan/dang-nhap/", "/tai-khoan/mat-khau-moi/"]
NOWHERE = "/khong-co-trang-nay/"
CHECKOUT = "/thanh-toan/"
#: The kinds of pages that are looked at closely, by what their address begins with.
KINDS = {"sản phẩm": "/san-pham/", "điểm bán": "/diem-ban/", "bản": "/du-lich/"}
_address = re.compile(r"<loc>([^<]+)</loc>")
_adds = re.compile(r'<form[^>]*\saction="([^"]*/gio-hang/add/[^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What the server sent for one address."""

    path: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The body as words; only for what was asked for uncompressed."""
        return self.body.decode("utf-8")


class _Stays(urllib.request.HTTPRedirectHandler):
    """Shows a redirect rather than following it."""

    def redirect_request(self, *arguments):
        return None


class Visitor:
    """Somebody who asks for pages; keeps cookies, as a shopper's browser would."""

    def __init__(self, base: str):
        self.base = base
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, _Stays)

    def get(self, path: str, **headers: str) -> Answer:
        """One page; `if_none_match` becomes If-None-Match."""
        return self._ask(path, None, headers)

    def post(self, path: str, **fields: str) -> Answer:
        """A form of the shop's own pages, as a browser of today sends it."""
        body = urllib.parse.urlencode(fields).encode()
        return self._ask(path, body, {"Sec-Fetch-Site": "same-origin"})

    def _ask(self, path, body, headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.base + path, data=body, headers=named)
        try:
            answer = self._opener.open(request, timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return Answer(path, answer.status, answer.headers, answer.read())


def visitors_pages(base: str) -> list[str]:
    """The paths of all pages that are the same for everybody, in both languages."""
    sitemap = Visitor(base).get("/sitemap.xml").text
    paths = {address.removeprefix(base) for address in _address.findall(sitemap)}
    return sorted(paths | {english(path) for path in paths})


def english(path: str) -> str:
    """The same page in English."""
    return path if path.startswith("/en/") else f"/en{path}"


def close_looks(base: str) -> dict[str, str]:
    """The pages that stand for all others of their kind: home, the list, and the first of each kind."""
    pages = visitors_pages(base)
    looks = {"trang chủ": "/", "danh sách": "/san-pham/"}
    for name, start in KINDS.items():
        looks[name] = next(path for path in pages if path.startswith(start) and path != start)
    goods = (path for path in pages if path.startswith(KINDS["sản phẩm"]))
    looks["sản phẩm"] = next(path for path in goods if _adding(Visitor(base), path))
    return looks


def _adding(visitor, product):
    """Where the product's form puts it into the basket; not all goods are on sale."""
    form = _adds.search(visitor.get(product).text)
    return form[1] if form else None


def with_a_full_basket(base: str, product: str) -> Visitor:
    """A shopper who has put that product into the basket."""
    shopper = Visitor(base)
    answer = shopper.post(_adding(shopper, product), quantity="1")
    assert answer.status == 302, (product, answer.status)
    return shopper
