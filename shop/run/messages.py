"""Interface texts: English in the code, Vietnamese in `shop/locale`; kept in step without gettext installed.

`python -m shop.run.messages` collects every text from code and templates into the catalogue and compiles it;
`--check` writes nothing. Both list what is out of step and fail where there is any. The files hold nothing
that changes by itself (no dates, no line numbers), so a difference in them is always a text.
"""

import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "shop/locale/vi/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
#: Our English as it stands in the code; without it Oscar's own English would change "Basket" to "Cart".
ENGLISH_MO = ROOT / "shop/locale/en/LC_MESSAGES/django.mo"
PACKAGES = ("shop", "catalog", "cms")
#: Texts of Django, Oscar and Wagtail that we translate ourselves.
BORROWED = ROOT / "shop/locale/borrowed.pot"
NOT_SHOWN = {"tests", "migrations"}
#: Babel knows gettext's functions; these are Django's beside them.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
TITLE = """\
# What OCOP Điện Biên says in Vietnamese; the English is in code and templates.
# Change the translations only: `python -m shop.run.messages` writes everything else.\
"""


class Texts(Catalog):
    """A catalogue whose head is always the same."""

    mime_headers = [
        ("Project-Id-Version", "OCOP Điện Biên"),
        ("Language", "vi"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]

    def __init__(self):
        super().__init__(locale="vi", domain="django", header_comment=TITLE, fuzzy=False)


class EnglishTexts(Texts):
    """The same head for English, which has two forms where it counts."""

    mime_headers = [
        (name, {"Language": "en", "Plural-Forms": "nplurals=2; plural=(n != 1);"}.get(name, value))
        for name, value in Texts.mime_headers
    ]

    def __init__(self):
        Catalog.__init__(self, locale="en", domain="django", header_comment=TITLE, fuzzy=False)


def sources() -> Iterator[Path]:
    """Our Python and templates, and what we borrow; tests and migrations show nothing to anybody."""
    yield BORROWED
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.*"):
            shown = path.suffix == ".py" or "templates" in path.parts and path.suffix in {".html", ".txt"}
            if shown and not NOT_SHOWN & set(path.relative_to(ROOT).parts):
                yield path
    yield from (ROOT / "templates").rglob("*.html")
    yield from (ROOT / "templates").rglob("*.txt")


def texts_of(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Each text in a file, one with a plural as a pair, and its context."""
    if path.suffix in {".po", ".pot"}:
        yield from ((message.id, message.context) for message in read(path) if message.id)
        return
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext between rows of X; within brackets that is Python.
        code = f"({templatize(code)}\n)"
    for _line, text, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
        yield text, context


def collected(paths: Iterable[Path]) -> Texts:
    """Every text of these files, with the Vietnamese that we have for it."""
    known, texts = kept(), Texts()
    for path in paths:
        for text, context in texts_of(path):
            message = texts.add(text, context=context)
            before = known.get(message.id, context)
            if before and before.pluralizable == message.pluralizable:
                message.string = before.string
    return texts


def kept() -> Catalog:
    """The catalogue as it is in the repository."""
    return read(PO) if PO.exists() else Texts()


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file)


def in_english(texts: Catalog) -> Catalog:
    """The same texts, each as its own translation."""
    english = EnglishTexts()
    for message in texts:
        if message.id:
            english.add(message.id, message.id, context=message.context)
    return english


def as_files(texts: Catalog) -> dict[Path, bytes]:
    """The catalogue's files: the one to read and write, and those that Django loads."""
    readable, compiled, english = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write_po(readable, texts, width=0, no_location=True, sort_output=True)
    write_mo(compiled, texts)
    write_mo(english, in_english(texts))
    return {PO: readable.getvalue(), MO: compiled.getvalue(), ENGLISH_MO: english.getvalue()}


def faults(paths: Iterable[Path]) -> list[str]:
    """What is out of step between these files and the catalogue, one sentence each."""
    texts, known = collected(paths), kept()
    wanted, present = _names(texts), _names(known)
    found = [f"chưa có trong django.po: {name}" for name in sorted(wanted - present)]
    found += [f"không còn dùng: {name}" for name in sorted(present - wanted)]
    for message in known:
        found += [f"{wrong}: {_name(message)}" for wrong in _wrong_with(message)]
    for path, content in as_files(texts).items():
        if not path.exists() or path.read_bytes() != content:
            found.append(f"chưa ghi lại {path}: python -m shop.run.messages")
    return found


def _names(texts: Catalog) -> set[str]:
    return {_name(message) for message in texts if message.id}


def _name(message: Message) -> str:
    return f"{message.id!r} ({message.context})" if message.context else f"{message.id!r}"


def _wrong_with(message: Message) -> Iterator[str]:
    """What keeps one translation from being shown as it is. The catalogue's head has no English."""
    if not message.id:
        return
    english, vietnamese = _forms(message.id), _forms(message.string)
    if message.fuzzy or not all(vietnamese):
        yield "chưa dịch"
    elif placeholders(*english) != placeholders(*vietnamese):
        yield "khác chỗ điền"
    if not all(unicodedata.is_normalized("NFC", text) for text in vietnamese):
        yield "chưa ở dạng NFC"


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def placeholders(*texts: str) -> set[str]:
    """What is filled in while the shop runs, such as `%(name)s`."""
    return {found for text in texts for found in PLACEHOLDER.findall(text.replace("%%", ""))}


def main(arguments: list[str]) -> int:
    """The command; its exit code."""
    paths = sorted(sources())
    if "--check" not in arguments:
        for path, content in as_files(collected(paths)).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    found = faults(paths)
    print("\n".join(found) or f"{len(kept())} câu, đủ tiếng Anh và tiếng Việt.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
