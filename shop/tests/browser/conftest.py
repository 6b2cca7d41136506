"""A person at a browser: a real Chromium on the sample shop, or on one of its scenes."""

import os
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from shop.tests.browser.chromium import find
from shop.tests.browser.person import Person
from shop.tests.browser.snapshots import Snapshot, seed
from shop.tests.worlds import NOW

SEEDED = Snapshot("seeded", seed)
STAGE = Snapshot("stage", seed)
WIDTHS = [360, 1440]
# Playwright's own loop runs in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The machine's Chromium, without what a container lacks."""
    switches = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {"executable_path": str(find()), "args": ["--no-sandbox", "--disable-sync", *switches]}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request):
    """A phone's width and a desk's."""
    return request.param


@pytest.fixture(scope="session", autouse=True)
def _throw_the_snapshots_away():
    yield
    SEEDED.throw_away()
    STAGE.throw_away()


@pytest.fixture
def sample_shop(transactional_db, settings):
    """The sample shop as `make run` shows it, accounts included; built once and copied for each test."""
    settings.DEBUG = True  # The sample accounts exist on a person's own machine only.
    SEEDED.lay()
    settings.DEBUG = False


#: Without the worker that keeps the offline page: a test would not see what goes through it.
ALONE = {"service_workers": "block"}


@pytest.fixture
def someone(request, browser, live_server, sample_shop, width):
    """Makes a person at a window of this width; `javascript=False` for one without scripts."""
    people = []
    name = re.sub(r"\W+", "-", request.node.originalname.removeprefix("test_"))

    def arrive(javascript=True, **options):
        # Without motion: a colour caught halfway through its change is no colour of ours.
        still = {"reduced_motion": "reduce", "locale": "vi-VN", **ALONE}
        window = {"viewport": {"width": width, "height": 800}, **still, **options}
        context = browser.new_context(java_script_enabled=javascript, **window)
        person = Person(context.new_page(), live_server.url, name, width)
        people.append(person)
        return person

    yield arrive
    for person in people:
        person.page.context.close()
        assert person.faults == []


@pytest.fixture
def staged(transactional_db, settings):
    """The sample shop at the moment `NOW` of all scenes, with pages that fail beside its own."""
    cache.clear()  # Nobody has tried anything too often yet.
    with time_machine.travel(NOW, tick=True):
        settings.DEBUG = True  # As above.
        STAGE.lay()
        settings.DEBUG = False
        settings.ROOT_URLCONF = "shop.tests.scenes.urls"
        yield


@pytest.fixture
def play(browser, live_server, staged):
    """Plays a scene's beginning once, then its end at as many windows as asked for.

    `play(scene)` gives a function from a window (`width` and Playwright's own options) to the person at it.
    """
    contexts = []

    def begin(scene):
        client = Client(raise_request_exception=False)
        path = scene.happen(client)

        def arrive(width, language="vi", **options):
            window = {"viewport": {"width": width, "height": 800}, "locale": "vi-VN", **ALONE, **options}
            contexts.append(browser.new_context(**window))
            person = Person(contexts[-1].new_page(), live_server.url, scene.name, width, language=language)
            person.brings(client)
            scene.play(person, path)
            person.settles()
            return person

        return arrive

    yield begin
    for context in contexts:
        context.close()
