"""Our pages keep the content security policy: nothing inline in them."""

import re

import pytest

from shop.tests.architecture.sources import ROOT

#: Pages inside the two staff interfaces, whose own scripts are inline and whose policy allows it.
STAFF = ("templates/oscar/dashboard/",)
#: What is no page but an e-mail: it has its style in it, as programs that read mail load no sheet.
E_MAILS = ("templates/messages/base.html",)
INLINE = {
    "a script": r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)",
    "a style": r"<style\b|\sstyle=[\"']",
    "a handler": r"<[^>]+\son[a-z]+=[\"']",
    "an address that runs": r"[\"']\s*javascript:",
}


@pytest.mark.parametrize("what", INLINE)
def test_a_page_has_nothing_inline(what):
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(STAFF + E_MAILS) and re.search(INLINE[what], path.read_text(encoding="utf-8")):
            found.append(name)
    assert found == []


#: What texts in two languages were called before `title` itself was read in the reader's language. A template
#: that still asks for one would show nothing, without a word.
GONE = r"\blocal_(?:title|description|about|name)\b"


def test_no_page_asks_for_a_text_by_a_name_that_is_gone():
    pages = sorted((ROOT / "templates").rglob("*.html"))
    assert pages
    assert [path.name for path in pages if re.search(GONE, path.read_text(encoding="utf-8"))] == []
