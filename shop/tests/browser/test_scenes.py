"""Every page in every state can be used by everybody: no barrier, nothing cut off, nothing that jumps."""

import pytest

from shop.tests.scenes.everything import SCENES

pytestmark = pytest.mark.browser
PHONE, SMALLEST, HALF_A_DESK, DESK = 360, 320, 640, 1440


def faults_in(person, theme):
    """What axe finds in light or in dark, once no colour is halfway through its change."""
    person.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    return [f"{theme}: {fault}" for fault in person.barriers()]


def on_a_phone(arrive):
    """What is wrong at 360 px, in light or dark, and what has no place at 320 px."""
    person = arrive(PHONE)
    found = person.jumps() + person.out_of_place()
    found += faults_in(person, "light") + faults_in(person, "dark")
    person.page.set_viewport_size({"width": SMALLEST, "height": 640})
    found += [f"at 320 px: {fault}" for fault in person.out_of_place()]
    return person.faults + found


def at_a_desk(arrive):
    """What is wrong in English at 1440 px, and what has no place at 200 %, by page or by letters."""
    person = arrive(DESK, language="en", device_scale_factor=2)
    found = person.jumps() + person.out_of_place() + faults_in(person, "light")
    person.page.set_viewport_size({"width": HALF_A_DESK, "height": 512})
    found += [f"at 200 % of 1280 px: {fault}" for fault in person.out_of_place()]
    person.page.set_viewport_size({"width": 2 * HALF_A_DESK, "height": 1024})
    found += [f"in letters of 200 %: {fault}" for fault in person.reads_large_letters()]
    return person.faults + found


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_page_in_a_state(scene, play):
    """On a phone and at a desk axe finds nothing, and all has its place; the state is made once for both."""
    arrive = play(scene)
    found = [f"phone: {fault}" for fault in on_a_phone(arrive)]
    found += [f"desk: {fault}" for fault in at_a_desk(arrive)]
    assert not found, "\n".join(found)
