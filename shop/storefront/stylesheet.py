"""The stylesheets of the pages, each joined from small files written by hand.

The shop's pages ask for `css/joined/site.css`, a small file per component; the office's dashboard and the
editors' desk, which bring their own looks, for a sheet with the shop's palette and what is laid over those.
They are joined when asked for (development, tests) and when static files are collected, so there is neither
a build to remember nor a copy to keep in step.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: As deep as the parts are, so that `url(../../img/...)` means the same in both.
SITE, DASHBOARD, EDITOR = "css/joined/site.css", "css/joined/dashboard.css", "css/joined/editor.css"
#: What each is joined from, in `static/css`. The staff's strip is no visitor's load.
SHEETS = {
    SITE: ("base/*.css", "components/*.css"),
    DASHBOARD: (
        "base/tokens.css",
        "staff/places.css",
        "staff/dashboard.css",
        "staff/points.css",
        "staff/messages.css",
    ),
    EDITOR: ("base/tokens.css", "staff/places.css", "staff/editor.css"),
}
#: With the palette's light half alone: Oscar's dashboard is light, and in Wagtail the person chooses.
LIGHT = {DASHBOARD, EDITOR}
DARK = "@media (prefers-color-scheme: dark)"
LAYERS = "@layer reset, base, layout, components, utilities;\n"
_comment = re.compile(r"/\*.*?\*/", re.DOTALL)
_space = re.compile(r"\s+")
_brace = re.compile(r"[{}]")
# Blanks that mean nothing; the one before a colon tells `a :hover` from `a:hover` and stays.
_idle_space = re.compile(r" ?([{};]) ?|([,:]) ")


def parts(sheet: str = SITE) -> list[Path]:
    """The hand-written files in order; the layers make the order matter only within one."""
    css = settings.BASE_DIR / "static" / "css"
    return [part for pattern in SHEETS[sheet] for part in sorted(css.glob(pattern))]


def joined(sheet: str = SITE) -> str:
    """All parts in one, without comments and indentation."""
    text = "".join(_text(part, is_light=sheet in LIGHT) for part in parts(sheet))
    text = _space.sub(" ", text)
    return LAYERS + _idle_space.sub(r"\1\2", text).replace(";}", "}").strip() + "\n"


def _text(part, *, is_light):
    text = _comment.sub("", part.read_text(encoding="utf-8"))
    return without_the_dark(text) if is_light and part.parent.name == "base" else text


def without_the_dark(css: str) -> str:
    """The same without its blocks for dark mode."""
    before, found, after = css.partition(DARK)
    depth = 0
    for brace in _brace.finditer(after) if found else ():
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return before + without_the_dark(after[brace.end() :])
    return css


class JoinedStylesheetFinder(BaseFinder):
    """Finds the joined stylesheets, joining one afresh whenever a part of it has changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        """Where the stylesheet is, when it is the one asked for."""
        if path not in SHEETS:
            return []
        found = self._write(path)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """The stylesheets, for collectstatic."""
        for sheet in SHEETS:
            self._write(sheet)
            yield sheet, self.storage

    def _write(self, sheet):
        target = Path(self.storage.path(sheet))
        text = joined(sheet)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be reading it: replaced whole, never half written.
            unfinished = target.with_suffix(f".{id(self)}")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(target)
        return str(target)
