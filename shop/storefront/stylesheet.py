"""The one stylesheet of the pages, joined from a small file per component.

`static/css/base` and `static/css/components` are written by hand; a page asks for `css/joined/site.css`.
It is joined when asked for (development, tests) and when static files are collected, so there is neither a
build to remember nor a copy to keep in step.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: As deep as the parts are, so that `url(../../img/...)` means the same in both.
JOINED = "css/joined/site.css"
LAYERS = "@layer reset, base, layout, components, utilities;\n"
_comment = re.compile(r"/\*.*?\*/", re.DOTALL)
_space = re.compile(r"\s+")
# Blanks that mean nothing; the one before a colon tells `a :hover` from `a:hover` and stays.
_idle_space = re.compile(r" ?([{};]) ?|([,:]) ")


def parts() -> list[Path]:
    """The hand-written files in order; the layers make the order matter only within one."""
    css = settings.BASE_DIR / "static" / "css"
    return sorted(css.glob("base/*.css")) + sorted(css.glob("components/*.css"))


def joined() -> str:
    """All parts in one, without comments and indentation."""
    text = "".join(part.read_text(encoding="utf-8") for part in parts())
    text = _space.sub(" ", _comment.sub("", text))
    return LAYERS + _idle_space.sub(r"\1\2", text).replace(";}", "}").strip() + "\n"


class JoinedStylesheetFinder(BaseFinder):
    """Finds the joined stylesheet, joining it afresh whenever a part has changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        """Where the stylesheet is, when it is the one asked for."""
        if path != JOINED:
            return []
        found = self._write()
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """The stylesheet, for collectstatic."""
        self._write()
        yield JOINED, self.storage

    def _write(self):
        target = Path(self.storage.path(JOINED))
        text = joined()
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Another process may be reading it: replaced whole, never half written.
            unfinished = target.with_suffix(f".{id(self)}")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(target)
        return str(target)
