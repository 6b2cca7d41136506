"""A picture of every scene at every look, and all that is wrong with it at once."""

import json

import pytest

from shop.tests.browser.gallery.looks import FAULTS, LANGUAGES, PICTURES, THEMES, WIDTHS, Look
from shop.tests.scenes.everything import SCENES

pytestmark = pytest.mark.gallery


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name, indirect=True)
def test_pictures(scene, play):
    PICTURES.mkdir(parents=True, exist_ok=True)
    arrive, seen = play(scene), {}
    for language in LANGUAGES:
        for width in WIDTHS:
            person = arrive(int(width), language=language)
            for theme in THEMES:
                takes_a_picture(person, scene, Look(width, theme, language))
            for fault in person.faults + person.jumps() + person.out_of_place():
                seen.setdefault(fault.replace("/en/", "/"), []).append(f"{width} {language}")
            person.page.context.close()
    keep(scene, seen)
    if seen:
        words = [f"{fault} ({', '.join(where)})" for fault, where in seen.items()]
        pytest.fail("\n".join([f"{scene.name}: {scene.caption}", *words]), pytrace=False)


def takes_a_picture(person, scene, look):
    """The whole page in light or in dark, once no colour is halfway through its change."""
    person.page.emulate_media(color_scheme=look.theme)
    options = {"type": "jpeg", "quality": 85, "animations": "disabled", "full_page": True}
    person.page.screenshot(path=look.file(scene), **options)


def keep(scene, seen):
    """For the sheet: each fault with the windows at which it was seen."""
    FAULTS.mkdir(parents=True, exist_ok=True)
    words = json.dumps(seen, ensure_ascii=False, indent=1)
    (FAULTS / f"{scene.name}.json").write_text(words, encoding="utf-8")
