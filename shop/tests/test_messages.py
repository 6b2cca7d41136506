"""The interface's texts: English in the code, Vietnamese in the catalogue, and none beside them."""

import functools
import re
from html.parser import HTMLParser
from pathlib import Path

import django
import oscar
import pytest
import wagtail
from django.template.base import Lexer, TokenType

from shop.run import messages

FILES = ("PO", "MO", "ENGLISH_MO")
#: What is written the same in both languages.
PROPER_NAMES = re.compile(
    r"OCOP|Điện Biên|Lào Cai|Tết|Tiếng Việt|English|\b(?:VI|EN)\b|Mèo|khẩu xén|đồng|Zalo|m²|\b(?:k?m|g)\b"
)
#: Between these tags stands what is translated already, or a class of CSS.
NOT_READ = re.compile(r"blocktrans(late)?\b|block \w*class\b")
END = re.compile(r"endblock")
#: Attributes that are read out or shown.
READ_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
TEMPLATES = sorted(path for path in messages.sources() if path.suffix == ".html")


@pytest.fixture(scope="module", autouse=True)
def _each_file_is_read_once():
    read = functools.cache(lambda path, texts_of=messages.texts_of: list(texts_of(path)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "texts_of", read)
        yield


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A copy of the catalogue to spoil."""
    for name in FILES:
        copy = tmp_path / name
        copy.write_bytes(getattr(messages, name).read_bytes())
        monkeypatch.setattr(messages, name, copy)
    return messages.PO


def spoil(catalogue, before, after):
    text = catalogue.read_text(encoding="utf-8")
    assert text.count(before) == 1
    catalogue.write_text(text.replace(before, after), encoding="utf-8")


def test_the_catalogue_is_in_step_with_code_and_templates(capsys):
    assert messages.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.usefixtures("catalogue")
def test_writing_it_again_changes_nothing():
    messages.main([])
    before = [getattr(messages, name).read_bytes() for name in FILES]
    messages.main([])
    assert [getattr(messages, name).read_bytes() for name in FILES] == before


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", '{% translate "A planted text" %}', "'A planted text'"),
        ("a.html", '{% translate "To plant" context "garden" as verb %}', "'To plant' (garden)"),
        (
            "a.txt",
            "{% blocktranslate trimmed with n=x %}\n  Plant\n  {{ n }}\n{% endblocktranslate %}",
            "'Plant %(n)s'",
        ),
        (
            "a.html",
            '{% blocktrans asvar t count n=x context "garden" %}1{% plural %}{{ n }}{% endblocktrans %}',
            "('1', '%(n)s') (garden)",
        ),
        (
            "a.html",
            '{% include "b.html" with title=_("In a tag") only %}{{ x|default:_("In a filter") }}',
            "'In a tag'",
        ),
        ("a.html", '{{ x|default:_("In a filter") }}', "'In a filter'"),
        ("a.html", '{% comment %}\nIt\'s ("\n{% endcomment %}\n  {% translate "Below" %}', "'Below'"),
        ("a.py", 'gettext("Written " "in two")', "'Written in two'"),
        ("a.py", 'pgettext_lazy("garden", "Bed")', "'Bed' (garden)"),
        (
            "a.py",
            'npgettext_lazy("garden", "%(n)s bed", "%(n)s beds", "n")',
            "('%(n)s bed', '%(n)s beds') (garden)",
        ),
    ],
)
def test_a_text_that_nobody_has_translated_is_found(tmp_path, name, content, expected):
    planted = tmp_path / name
    planted.write_text(content, encoding="utf-8")
    found = messages.faults([planted])
    assert f"chưa có trong django.po: {expected}" in found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('msgid "Basket"\nmsgstr "Giỏ hàng"', 'msgid "Basket"\nmsgstr ""', "chưa dịch: 'Basket'"),
        ('msgid "Basket"', '#, fuzzy\nmsgid "Basket"', "chưa dịch: 'Basket'"),
        ('msgid "Basket"', 'msgid "Old basket"', "không còn dùng: 'Old basket'"),
        ('msgstr "còn %(left)s"', 'msgstr "còn hàng"', "khác chỗ điền: '%(left)s in stock'"),
        ('msgstr "Giỏ hàng"', 'msgstr "Gio\u0309 ha\u0300ng"', "chưa ở dạng NFC: 'Basket'"),
        ('msgstr "Giỏ hàng"', 'msgstr "Giỏ"', "chưa ghi lại MO: python -m shop.run.messages"),
    ],
)
def test_a_translation_that_would_show_wrong_is_found(catalogue, capsys, before, after, expected):
    spoil(catalogue, before, after)
    assert messages.main(["--check"]) == 1
    assert expected in capsys.readouterr().out.replace(f"{catalogue.parent}/", "").splitlines()


def test_the_code_speaks_english():
    """So that English needs no catalogue; only proper names are Vietnamese."""
    texts = [text for path in messages.sources() for text in english_in(path)]
    foreign = {
        text for text in texts if not all(c.isascii() for c in PROPER_NAMES.sub("", text) if c.isalpha())
    }
    assert not foreign


@pytest.mark.slow
def test_a_borrowed_text_is_still_said_by_whom_it_was_borrowed_from():
    """Where this fails after an upgrade, the text was changed or is gone: change it in borrowed.pot, too."""
    listed = [
        path
        for package in (django, oscar, wagtail)
        for path in Path(package.__path__[0]).rglob("locale/en/LC_MESSAGES/django.po")
    ]
    # Oscar's lists are older than its pages.
    pages = Path(oscar.__path__[0], "templates").rglob("*.html")
    forms = Path(oscar.__path__[0], "apps").rglob("*.py")
    theirs = {text for path in [*listed, *pages, *forms] for text in messages.texts_of(path)}
    assert set(messages.texts_of(messages.BORROWED)) - theirs == set()


def english_in(path):
    for text, _context in messages.texts_of(path):
        yield from [text] if isinstance(text, str) else text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(messages.ROOT)))
def test_a_template_says_nothing_in_one_language_only(path):
    assert not words_beside_tags(path.read_text(encoding="utf-8"))


def test_a_word_in_one_language_only_is_seen():
    template = (
        '<a title="Giỏ" class="x">{# no #}{% translate "Basket" %} Hàng{% blocktrans %}No{% endblocktrans %}'
    )
    assert words_beside_tags(template) == ["Giỏ", "Hàng"]


def words_beside_tags(template):
    """What a person would read of a template's own, outside its tags for translation."""
    read, is_read = Reader(), True
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            is_read = not NOT_READ.match(token.contents) and (is_read or bool(END.match(token.contents)))
        elif token.token_type == TokenType.TEXT and is_read:
            read.feed(token.contents)
    return read.words


class Reader(HTMLParser):
    """Gathers the words of text and of attributes that are read out; those of scripts and styles are code."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.is_code = False

    def handle_starttag(self, tag, attrs):
        self.is_code = tag in {"script", "style"}
        for name, value in attrs:
            if name in READ_ATTRIBUTES and value:
                self.handle_data(value)

    def handle_endtag(self, tag):
        self.is_code = False

    def handle_data(self, data):
        if not self.is_code:
            self.words += re.findall(r"[^\W\d_]+", PROPER_NAMES.sub("", data))
