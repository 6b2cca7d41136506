"""The drawings are one family, by one hand: one frame, one palette, flat shapes alone, light to carry."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings

from catalog.products.illustrations import ILLUSTRATIONS
from cms.illustrations import PLACES
from shop.points.drawings import OF_KIND, OF_SETTING

STATIC = settings.BASE_DIR / "static"
DRAWINGS = {path.stem: path for path in sorted((STATIC / "img" / "illustrations").glob("*.svg"))}
STATES = {"all-done", "empty-shelf", "lost", "mended", "nothing-found", "offline", "parcel", "thanks"}
#: The home page's opening: wider than the others, and darker by night.
SCENE = "scene"
FRAMED = sorted(DRAWINGS.keys() - {SCENE})
PALETTE = {
    *("#1c2145", "#231f3a", "#2f3a86", "#7480c6", "#c3c9ec"),  # ink and indigo
    *("#2a6b47", "#4b9663", "#9ccb93"),  # forest and leaf
    *("#b23a6c", "#e68aab", "#fad7e1"),  # ban
    *("#d39a45", "#efcf8a", "#efdcb6", "#fdf4e3", "#fff"),  # turmeric, straw, paper
    *("#5f3b2a", "#8b5a3c", "#a9702f", "#c8946a"),  # earth
    *("#86281f", "#b5402f", "#df7358"),  # chili and ember
}
ELEMENTS = {"svg", "defs", "g", "use", "path", "circle", "ellipse"}
COLOUR = re.compile(r"(?<!href=\")#[0-9a-fA-F]{3,8}\b")


def text_of(name):
    return DRAWINGS[name].read_text(encoding="utf-8")


def elements(name):
    return [element.tag.rpartition("}")[2] for element in ElementTree.parse(DRAWINGS[name]).iter()]


def test_every_drawing_is_one_that_is_shown_somewhere():
    offered = {name for name, _ in ILLUSTRATIONS} | {name for name, _ in PLACES}
    assert offered | STATES | {SCENE} == set(DRAWINGS)
    assert {*OF_KIND.values(), *OF_SETTING.values()} <= set(DRAWINGS)


def test_nothing_is_offered_twice():
    names = [name for name, _ in [*PLACES, *ILLUSTRATIONS]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", FRAMED)
def test_a_drawing_has_the_frame_and_the_weight_of_the_others(name):
    assert 'viewBox="0 0 400 300"' in text_of(name)
    assert len(text_of(name).encode()) < 2_500


@pytest.mark.parametrize("name", FRAMED)
def test_a_drawing_is_made_of_flat_shapes_alone(name):
    assert set(elements(name)) <= ELEMENTS
    assert re.search(r"\son[a-z]+=|style=|url\(|href=\"(?!#)", text_of(name)) is None


@pytest.mark.parametrize("name", FRAMED)
def test_a_drawing_keeps_to_the_palette(name):
    assert set(COLOUR.findall(text_of(name))) <= PALETTE


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_uses_only_what_it_draws(name):
    ids = re.findall(r'\bid="([^"]+)"', text_of(name))
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text_of(name))) == set(ids)


def test_the_scene_is_wide_and_flat_and_no_more_than_nine_kilobytes():
    assert 'viewBox="0 0 1600 600"' in text_of(SCENE)
    assert len(text_of(SCENE).encode()) <= 9_000
    assert set(elements(SCENE)) <= ELEMENTS | {"style"}
    assert re.search(r"\son[a-z]+=|url\(|href=\"(?!#)", text_of(SCENE)) is None


def test_the_scene_changes_by_night_alone_and_only_to_colours_of_ours():
    before, style, after = re.split(r"<style>(.*?)</style>", text_of(SCENE))
    assert set(COLOUR.findall(before + after)) <= PALETTE
    assert re.fullmatch(r"@media \(prefers-color-scheme:dark\)\{(\.[a-z]\{[^{}]+\})+\}", style)
    tokens = (STATIC / "css" / "base" / "tokens.css").read_text(encoding="utf-8")
    assert set(COLOUR.findall(style)) <= PALETTE | set(COLOUR.findall(tokens))


def test_the_scene_leaves_the_sky_to_the_page():
    assert "<rect" not in text_of(SCENE)
    assert not re.search(r'd="M-?\d+ -?\d+[HhVv]1[56]\d\d', text_of(SCENE))


def test_tints_are_given_to_drawings_that_exist_and_to_each_once():
    css = (STATIC / "css" / "components" / "illustration.css").read_text(encoding="utf-8")
    tinted = [name for line in css.splitlines() if "--tint: var" in line for name in names_in(line)]
    assert len(tinted) == len(set(tinted))
    assert set(names_in(css)) <= set(DRAWINGS)


def names_in(css):
    return re.findall(r"\.illustration--([a-z-]+)", css)
