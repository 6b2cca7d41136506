"""The home page answers on a phone's first screen: what is this, where can I buy it, what is good now."""

import pytest

pytestmark = pytest.mark.browser
#: What a phone of 360 × 800 shows below the browser's own bars.
WINDOW = {"width": 360, "height": 720}


@pytest.fixture
def width():
    """The question is a phone's."""
    return WINDOW["width"]


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_first_screen_answers_all_three(someone, settings, path):
    settings.DEMO = False  # The notice about samples is no part of the real shop.
    visitor = someone(viewport=WINDOW)
    page = visitor.open(path)
    first = page.locator("main ul[role=list] li").first
    answers = {
        "what is this": page.locator("main h1"),
        "where can I buy it": page.locator("main form[action$='/diem-ban/'] button"),
        "what is good now": first.locator(".stars"),
    }
    below = {what: box(answer)["y"] + box(answer)["height"] for what, answer in answers.items()}
    assert {what: y for what, y in below.items() if y > WINDOW["height"]} == {}


def box(locator):
    """Where it stands in the window."""
    return locator.bounding_box()
