"""Where the audit keeps what it installs, builds and finds: all under var/audit, nothing beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
WORK = ROOT / "var" / "audit"
#: The shop's own database while it is looked at.
DATABASE = WORK / "shop.sqlite3"
#: What a proxy hands out on a public machine: pictures that were uploaded, under media/.
PROXIED = WORK / "proxied"
#: Pages as the server sent them, for the HTML checker.
PAGES = WORK / "pages"
#: Where the gallery's tests write all pages and states.
GALLERY = ROOT / "var" / "gallery" / "html"
