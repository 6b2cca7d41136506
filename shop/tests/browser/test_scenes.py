"""Every page in every state can be used by everybody: no barrier, nothing cut off, nothing that jumps."""

import pytest

from shop.tests.scenes.everything import SCENES

pytestmark = pytest.mark.browser
PHONE, SMALLEST, HALF_A_DESK, DESK = 360, 320, 640, 1440


@pytest.fixture(params=SCENES, ids=lambda scene: scene.name)
def arrive(request, play):
    """Each scene in turn, ready to be looked at."""
    return play(request.param)


def faults_in(person, theme):
    """What axe finds in light or in dark, once no colour is halfway through its change."""
    person.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    return [f"{theme}: {fault}" for fault in person.barriers()]


def test_a_page_on_a_phone(arrive):
    """At 360 px axe finds nothing in light or dark; at 320 px, text and all still has its place."""
    person = arrive(PHONE)
    found = person.jumps() + person.out_of_place()
    found += faults_in(person, "light") + faults_in(person, "dark")
    person.page.set_viewport_size({"width": SMALLEST, "height": 640})
    found += [f"at 320 px: {fault}" for fault in person.out_of_place()]
    assert not person.faults + found, "\n".join(person.faults + found)


def test_a_page_at_a_desk(arrive):
    """In English at 1440 px axe finds nothing; zoomed to 200 %, by page or by letters, all has its place."""
    person = arrive(DESK, language="en", device_scale_factor=2)
    found = person.jumps() + person.out_of_place() + faults_in(person, "light")
    person.page.set_viewport_size({"width": HALF_A_DESK, "height": 512})
    found += [f"at 200 % of 1280 px: {fault}" for fault in person.out_of_place()]
    person.page.set_viewport_size({"width": 2 * HALF_A_DESK, "height": 1024})
    found += [f"in letters of 200 %: {fault}" for fault in person.reads_large_letters()]
    assert not person.faults + found, "\n".join(person.faults + found)
