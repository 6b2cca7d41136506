"""What the server says beside each page: that anybody may keep it, how to ask again, and nothing personal."""

import re

from shop.tests.audit.figures import Findings, Limit
from shop.tests.audit.visits import Visitor, visitors_pages

LIMITS = [Limit("lỗi", at_most=0), Limit("đã xem", at_least=1)]
FEEDS = [f"{prefix}/nguon/{name}" for prefix in ("", "/en") for name in ("san-pham.xml", "ton-kho.csv")]
FEEDS += ["/nguon/diem-ban.geojson", "/en/nguon/diem-ban.geojson", "/sitemap.xml"]
ENCODINGS = ("gzip", "br")
YEAR = 31_536_000
#: A year at least, as the file's name changes with its content.
_age = re.compile(r"max-age=(\d+)")
_hashed = re.compile(r"\.[0-9a-f]{12}\.\w+$")
_asset = re.compile(r'(?:src|href)="(/static/[^"#]+)(?:#[^"]*)?"')


def headers(base: str) -> Findings:
    """Every page and feed that is the same for everybody, and every static file that a page names."""
    found = Findings("Đầu đề HTTP", LIMITS)
    pages, assets = [*visitors_pages(base), *FEEDS], set()
    wrong = []
    for path in pages:
        assets.update(_asset.findall(Visitor(base).get(path).text))
        wrong += [f"{path}: {fault}" for fault in page_faults(base, path)]
    found.add("trang", [len(wrong), len(pages)])
    wrong_files = [f"{path}: {fault}" for path in sorted(assets) for fault in asset_faults(base, path)]
    found.add("tệp tĩnh", [len(wrong_files), len(assets)])
    found.faults += wrong + wrong_files
    return found


def page_faults(base: str, path: str) -> list[str]:
    """What keeps a page from being kept by a browser or a proxy, or tells it of a person."""
    answer = Visitor(base).get(path, accept_encoding=", ".join(ENCODINGS))
    named = answer.headers
    faults = []
    if answer.status != 200:
        faults.append(f"trả lời {answer.status}")
    if "Set-Cookie" in named:
        faults.append(f"đặt cookie {named['Set-Cookie'].split('=')[0]}")
    if "public" not in named.get("Cache-Control", ""):
        faults.append(f"Cache-Control: {named.get('Cache-Control')}")
    if "cookie" in named.get("Vary", "").lower():
        faults.append(f"Vary: {named['Vary']}")
    if named.get("Content-Encoding") not in ENCODINGS:
        faults.append("không nén")
    return faults + _asking_again(base, path, named)


def _asking_again(base, path, named):
    """A visitor who has the page already is sent nothing of it.

    A page may name the minute, which can end in between; so who is sent the page anew asks once more.
    """
    for _ in range(2):
        if named.get("ETag"):
            known = {"if_none_match": named["ETag"]}
        elif named.get("Last-Modified"):
            known = {"if_modified_since": named["Last-Modified"]}
        else:
            return ["không có ETag hay Last-Modified"]
        again = Visitor(base).get(path, accept_encoding=", ".join(ENCODINGS), **known)
        if (again.status, again.body) == (304, b""):
            return []
        named = again.headers
    return [f"hỏi lại: {again.status} thay vì 304"]


def asset_faults(base: str, path: str) -> list[str]:
    """What keeps a static file from being fetched once and for all."""
    answer = Visitor(base).get(path, accept_encoding=", ".join(ENCODINGS))
    kept = answer.headers.get("Cache-Control", "")
    age = _age.search(kept)
    faults = [] if answer.status == 200 else [f"trả lời {answer.status}"]
    if not _hashed.search(path):
        faults.append("tên không mang dấu của nội dung")
    if "immutable" not in kept or not age or int(age[1]) < YEAR:
        faults.append(f"Cache-Control: {kept or None}")
    if path.endswith((".css", ".js", ".svg")) and not answer.headers.get("Content-Encoding"):
        faults.append("không nén")
    return faults
