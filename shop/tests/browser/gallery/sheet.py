"""The one page by which people look through the pictures."""

import json
from pathlib import Path

from django.template import Engine

from shop.tests.browser.gallery.looks import FAULTS, FOLDER, LANGUAGES, LOOKS, SHEET, THEMES, WIDTHS
from shop.tests.scenes.everything import SECTIONS


def write() -> None:
    """Makes it anew from the pictures and faults that there are."""
    engine = Engine(dirs=[Path(__file__).parent])
    rooms = [(title, [_shown(scene) for scene in scenes]) for title, scenes in SECTIONS.items()]
    choices = [("width", WIDTHS), ("theme", THEMES), ("language", LANGUAGES)]
    context = {
        "rooms": rooms,
        "filters": [(name, list(values.items())) for name, values in choices],
        "faults": sum(len(shown["faults"]) for _, scenes in rooms for shown in scenes),
    }
    SHEET.write_text(engine.render_to_string("sheet.html", context), encoding="utf-8")


def _shown(scene):
    pictures = [(look, look.file(scene)) for look in LOOKS]
    there = [(look, file.relative_to(FOLDER).as_posix()) for look, file in pictures if file.exists()]
    return {"scene": scene, "pictures": there, "faults": _faults(scene)}


def _faults(scene) -> dict[str, list[str]]:
    file = FAULTS / f"{scene.name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
