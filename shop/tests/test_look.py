"""The look, as far as a machine sees it: every part renders, no page needs inline code, texts can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from shop.patterns.samples import SampleForm, card, components, states
from shop.storefront import stylesheet

TEMPLATES = settings.BASE_DIR / "templates"


@pytest.mark.parametrize(
    ("name", "context"),
    [pytest.param(name, context, id=f"{name}-{words}") for name, words, context in states()],
)
def test_a_component_renders_in_each_state(name, context):
    assert render_to_string(f"components/{name}.html", context).strip()


#: Words that must be there for what a component is given.
SAYS = {
    "breadcrumbs": ["/san-pham/", 'aria-current="page"'],
    "empty": ["Chưa có gì", "Xem tất cả"],
    "messages": ["notice--success", "notice--warning"],
    "pagination": ["trang=1", "trang=3"],
    "point_card": ["Điểm OCOP mẫu", "12,3 km", "phường Mường Lay", "market-stall.svg"],
    "product_card": [
        "Trà shan tuyết mẫu",
        "185.000\N{NO-BREAK SPACE}₫",
        "500 g",
        "Hợp tác xã Mẫu",
        "tea.svg",
        "01/03/2028",
    ],
    "sources": ["Báo Điện Biên Phủ", "https://dienbien.gov.vn/ocop"],
    "stars": ["3", "01/03/2028"],
}


@pytest.mark.parametrize("name", sorted(SAYS))
def test_a_component_says_what_it_is_given(name):
    _words, context = components()[name][0]
    html = render_to_string(f"components/{name}.html", context)
    for word in SAYS[name]:
        assert word in html


def test_a_notice_escapes_its_words_and_an_error_is_announced():
    html = render_to_string("components/notice.html", {"kind": "error", "text": "<b>"})
    assert "&lt;b&gt;" in html
    assert 'role="alert"' in html


def test_pages_of_a_narrowed_list_stay_narrowed():
    page = Paginator(range(60), 24).page(2)
    html = render_to_string("components/pagination.html", {"page_obj": page, "query": "sao=4"})
    assert "?sao=4&amp;trang=1" in html
    assert "?sao=4&amp;trang=3" in html


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, None),
        ({"is_sold_out": True}, "badge--warn"),
        ({"price": None}, "badge--muted"),
        ({"for_adults": True}, "badge--muted"),
    ],
)
def test_a_product_card_says_whether_it_can_be_bought(values, says):
    html = render_to_string("components/product_card.html", {"card": card(**values)})
    assert re.findall(r"\bbadge--\w+", html) == ([says] if says else [])


def test_a_product_without_a_certificate_in_force_shows_no_star():
    bare = card(stars=None, ends_date=None)
    assert "stars" not in render_to_string("components/product_card.html", {"card": bare})


@pytest.mark.parametrize("stars", [3, 4, 5])
def test_as_many_stars_are_drawn_as_the_words_say(stars):
    html = render_to_string("components/stars.html", {"stars": stars})
    assert html.count("<path") == stars
    assert str(stars) in html


def test_a_field_names_its_hint_and_its_fault_to_screen_readers():
    html = render_to_string("components/field.html", {"field": SampleForm({})["name"]})
    described_by = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert len(described_by) == 2
    for part in described_by:
        assert f'id="{part}"' in html


@pytest.mark.parametrize("name", SampleForm.base_fields)
def test_every_kind_of_field_renders_once(name):
    html = render_to_string("components/field.html", {"field": SampleForm({})[name]})
    assert html.count("field__label") == (0 if name == "key" else 1)


def our_pages():
    """Every template that a visitor's page is made of; the dashboard's are Oscar's and keep its scripts.

    The frame of all e-mails has its style in it: no program that reads mail loads a sheet.
    """
    paths = sorted(TEMPLATES.rglob("*.html"))
    pages = [path for path in paths if "dashboard" not in path.relative_to(TEMPLATES).parts]
    return [path for path in pages if path != TEMPLATES / "messages/base.html"]


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another site's file": re.compile(r"<(script|link|img)[^>]*(src|href)=\"(https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("path", our_pages(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_page_needs_what_its_security_policy_forbids(path):
    text = path.read_text(encoding="utf-8")
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert found == []


def test_the_stylesheet_that_pages_ask_for_is_joined_from_all_parts():
    found = Path(finders.find("css/joined/site.css")).read_text(encoding="utf-8")
    assert found.startswith("@layer reset, base, layout, components, utilities;")
    assert found.count("{") == found.count("}")
    for part in (
        ".hero",
        ".product-card",
        ".stars",
        ".pagination",
        ".field",
        ".notice",
        "prefers-color-scheme",
    ):
        assert part in found


@pytest.mark.parametrize("sheet", stylesheet.SHEETS)
def test_every_file_that_a_stylesheet_shows_is_there(sheet):
    for address in re.findall(r"url\(([^)]+)\)", stylesheet.joined(sheet)):
        assert (settings.BASE_DIR / "static" / "css" / "joined" / address).resolve().is_file()


@pytest.mark.parametrize("sheet", stylesheet.SHEETS)
def test_every_colour_of_a_stylesheet_is_a_token(sheet):
    for part in stylesheet.parts(sheet):
        if part.name in {"tokens.css", "print.css"}:
            continue
        assert re.findall(r"#[0-9a-f]{3,8}\b", part.read_text(encoding="utf-8")) == []


def tokens(theme):
    """The colours of a theme, as the stylesheet itself gives them."""
    css = (settings.BASE_DIR / "static" / "css" / "base" / "tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("prefers-color-scheme: dark")
    read = lambda text: dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b", text))  # noqa: E731
    return read(light) if theme == "light" else read(light) | read(dark)


def contrast(one, other):
    """WCAG 2.2's contrast ratio of two colours."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


GROUNDS = ["ground", "surface", "sunken", "hero-sky"]
TEXT_ON = {
    **dict.fromkeys(["ink", "ink-soft", "link", "action", "accent", "danger", "wrong-ink"], GROUNDS),
    **{f"{kind}-ink": [f"{kind}-ground"] for kind in ("ok", "warn", "info", "muted")},
    "action-ink": ["action", "action-strong"],
    "danger-ink": ["danger"],
    **dict.fromkeys(["cloth-ink", "cloth-soft", "cloth-accent"], ["cloth"]),
}
TEXT_ON["wrong-ink"] = [*GROUNDS, "wrong-ground"]
DRAWN_ON = {"star": ["ground", "surface"], "line-strong": GROUNDS, "focus": GROUNDS}
PAIRS = [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(theme, text, ground):
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_drawn_can_be_told_from_its_ground(theme):
    colours = tokens(theme)
    for drawn, grounds in DRAWN_ON.items():
        for ground in grounds:
            assert contrast(colours[drawn], colours[ground]) >= 3, (drawn, ground)


def test_every_colour_is_asked_after():
    """A new token belongs to a pair above, or is a ground, a line or a tint that carries no text."""
    asked = {*TEXT_ON, *DRAWN_ON, *(ground for grounds in TEXT_ON.values() for ground in grounds)}
    carries_no_text = {"line", "map-rim", "tint-leaf", "tint-ban", "tint-indigo", "tint-earth"}
    assert set(tokens("dark")) == asked | carries_no_text


def test_dark_mode_changes_every_colour_that_light_mode_has_but_the_cloth():
    light, dark = tokens("light"), tokens("dark")
    same = {name for name in light if light[name] == dark[name]}
    assert same <= {"cloth-ink", "cloth-soft", "cloth-accent"}


def test_a_page_names_its_other_language_and_its_own_address():
    request = RequestFactory().get("/san-pham/?sao=4")
    with translation.override("vi"):
        html = render_to_string("base.html", request=request)
    address = settings.PUBLIC_URL
    assert f'<link rel="canonical" href="{address}/san-pham/">' in html
    assert f'hreflang="en" href="{address}/en/san-pham/"' in html
    assert f'hreflang="x-default" href="{address}/san-pham/"' in html
    assert 'href="/en/san-pham/?sao=4"' in html
    assert '<html lang="vi">' in html
    assert re.search(r'href="/san-pham/"\s+aria-current="page"', html)


@pytest.mark.parametrize("demo", [True, False])
def test_the_notice_about_samples_stands_until_the_shop_is_real(settings, demo):
    settings.DEMO = demo
    html = render_to_string("base.html", request=RequestFactory().get("/"))
    assert ("demo-notice" in html) is demo


def test_oscars_dashboard_keeps_its_own_frame():
    dashboard = get_template("oscar/base.html")
    assert TEMPLATES not in Path(dashboard.origin.name).parents
