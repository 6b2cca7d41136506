"""Every scene's page as the server answered it, in both languages, for tools that read HTML (`HTML`)."""

import pytest

from shop.tests.browser.gallery.looks import HTML, LANGUAGES
from shop.tests.scenes.everything import SCENES

pytestmark = pytest.mark.gallery


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name, indirect=True)
def test_html(scene, play):
    HTML.mkdir(parents=True, exist_ok=True)
    arrive = play(scene)
    for language in LANGUAGES:
        person = arrive(1440, language=language)
        (HTML / f"{scene.name}.{language}.html").write_bytes(person.answer.body())
        assert person.faults == []
