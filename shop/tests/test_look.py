"""The look, as far as a machine sees it: every part renders, no page needs inline code, texts can be read."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from catalog.products.illustrations import ILLUSTRATIONS
from shop.storefront import stylesheet

TEMPLATES = settings.BASE_DIR / "templates"
DRAWINGS = settings.BASE_DIR / "static" / "img" / "illustrations"
PLACES_DRAWN = ["stilt-house", "market-stall", "mountain", "ban-branch"]


class SampleForm(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ.")
    note = forms.CharField(label="Ghi chú", required=False)
    way = forms.ChoiceField(
        label="Cách nhận", choices=[("a", "Giao"), ("b", "Lấy")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Đồng ý")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def a_card_product(**values):
    """A product as `on_offer` gives it, without a database."""
    values = {
        "illustration": "tea",
        "stars": 4,
        "certificates_in_force": [SimpleNamespace(ends_date=date(2028, 3, 1))],
        "local_title": "Trà shan tuyết",
        "producer": SimpleNamespace(name="Hợp tác xã Mẫu"),
        "price": 185_000,
        "net_weight_g": 500,
        "available": 3,
        "age_restricted": False,
        "get_absolute_url": "/san-pham/tra_1/",
        **values,
    }
    return SimpleNamespace(**values)


def a_card_point(**values):
    values = {
        "name": "Điểm OCOP thử",
        "get_absolute_url": "/diem-ban/thu/",
        "get_kind_display": "điểm OCOP",
        "distance_km": 12.34,
        "address_line": "Chợ trung tâm",
        "commune": "phường Mường Lay",
        "is_sample": True,
        **values,
    }
    return SimpleNamespace(**values)


#: For each component what it is given, and words that must then be there.
COMPONENTS = {
    "breadcrumbs.html": ({"trail": [("Sản phẩm", "/san-pham/"), ("Chè", None)]}, ["/san-pham/", "Chè"]),
    "empty.html": ({"title": "Trống", "text": "Chưa có", "url": "/a/", "action": "Xem"}, ["Trống", "/a/"]),
    "field.html": ({"field": SampleForm()["name"]}, ["Họ và tên", "Như trên giấy tờ."]),
    "form_errors.html": ({"form": SampleForm({})}, ['role="alert"']),
    "illustration.html": ({"name": "tea"}, ["tea.svg", 'alt=""', 'loading="lazy"']),
    "messages.html": (
        {"messages": [SimpleNamespace(level_tag="success", tags="success")]},
        ["notice--success"],
    ),
    "notice.html": ({"kind": "error", "text": "<b>"}, ["notice--error", "&lt;b&gt;", 'role="alert"']),
    "pagination.html": (
        {"page_obj": Paginator(range(60), 24).page(2), "query": "sao=4"},
        ["?sao=4&amp;trang=1", "?sao=4&amp;trang=3"],
    ),
    "picture.html": ({"drawing": "tea", "shape": "card", "sizes": "50vw"}, ["tea.svg", 'loading="lazy"']),
    "point_card.html": ({"point": a_card_point()}, ["Điểm OCOP thử", "12,3 km", "phường Mường Lay"]),
    "product_card.html": (
        {"product": a_card_product()},
        ["Trà shan tuyết", "185.000 ₫", "500 g", "Hợp tác xã Mẫu", "tea.svg", "01/03/2028"],
    ),
    "stars.html": ({"stars": 4, "ends_date": date(2028, 3, 1)}, ["4", "01/03/2028"]),
}


def test_every_component_has_its_sample_here():
    there = {path.name for path in (TEMPLATES / "components").glob("*.html")}
    assert there == set(COMPONENTS)


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_a_component_renders(name):
    context, words = COMPONENTS[name]
    html = render_to_string(f"components/{name}", context)
    for word in words:
        assert word in html


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "badge--ok"),
        ({"available": 0}, "badge--warn"),
        ({"price": None}, "badge--muted"),
        ({"age_restricted": True}, "badge--muted"),
    ],
)
def test_a_product_card_says_whether_it_can_be_bought(values, says):
    html = render_to_string("components/product_card.html", {"product": a_card_product(**values)})
    assert html.count('class="badge') == 1
    assert says in html


def test_a_product_without_a_certificate_in_force_shows_no_star():
    product = a_card_product(stars=None, certificates_in_force=[])
    assert "stars" not in render_to_string("components/product_card.html", {"product": product})


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
    """Every template that a visitor's page is made of; the dashboard's are Oscar's and keep its scripts."""
    paths = sorted(TEMPLATES.rglob("*.html"))
    return [path for path in paths if "dashboard" not in path.relative_to(TEMPLATES).parts]


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


@pytest.mark.parametrize("name", [code for code, _ in ILLUSTRATIONS] + PLACES_DRAWN)
def test_every_illustration_is_drawn_small_and_without_script(name):
    svg = (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert 'viewBox="0 0 400 300"' in svg
    assert len(svg.encode()) < 2_500
    assert "script" not in svg
    assert "href=" not in svg.replace('href="#', "")


def test_the_stylesheet_that_pages_ask_for_is_joined_from_all_parts():
    found = Path(finders.find("css/joined/site.css")).read_text(encoding="utf-8")
    assert found.startswith("@layer reset, base, layout, components, utilities;")
    assert found.count("{") == found.count("}")
    for part in (".product-card", ".stars", ".pagination", ".field", ".notice", "prefers-color-scheme"):
        assert part in found


def test_every_file_that_the_stylesheet_shows_is_there():
    for address in re.findall(r"url\(([^)]+)\)", stylesheet.joined()):
        assert (settings.BASE_DIR / "static" / "css" / "joined" / address).resolve().is_file()


def test_every_colour_of_the_stylesheet_is_a_token():
    for part in stylesheet.parts():
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


GROUNDS = ["ground", "surface", "sunken"]
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
    carries_no_text = {"line", "tint-leaf", "tint-ban", "tint-indigo", "tint-earth"}
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
