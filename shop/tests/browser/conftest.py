"""A person at a browser: a real Chromium on the sample shop, watched for faults that nobody would see."""

import os
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from shop.demo import accounts
from shop.tests.browser.chromium import find

SCREENSHOTS = Path(settings.VAR_DIR) / "screenshots"
SEEDED = Path(settings.VAR_DIR) / "test-templates" / f"seeded-{os.getpid()}.sqlite3"
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
def _throw_the_seeded_copy_away():
    yield
    SEEDED.unlink(missing_ok=True)


@pytest.fixture
def sample_shop(transactional_db, settings):
    """The sample shop as `make run` shows it, accounts included; built once and copied for each test."""
    settings.DEBUG = True  # The sample accounts exist on a person's own machine only.
    connection = connections["default"]
    own = Path(connection.settings_dict["NAME"])
    connection.close()
    if SEEDED.exists():
        shutil.copy(SEEDED, own)
    else:
        call_command("seed_demo", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copy(own, SEEDED)
    settings.DEBUG = False


class Person:
    """Somebody at a browser window. Opens pages, keeps pictures of them, and notices what went wrong."""

    def __init__(self, page, base, name, width):
        self.page, self.base, self.name, self.width = page, base, name, width
        self.faults, self.pictures = [], 0
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._listen)
        page.on("response", self._watch)

    def _listen(self, message):
        # A refused form answers 422, which the console calls an error; the page says what is wrong.
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _watch(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")
        if not response.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"from elsewhere: {response.url}")

    def open(self, path):
        """Goes to an address of the shop."""
        self.page.goto(self.base + path)
        return self.page

    def looks(self, what):
        """Keeps a picture, and sees that nothing sticks out sideways."""
        self.pictures += 1
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = f"{self.name}-{self.pictures:02d}-{what}-{self.width}.png"
        self.page.screenshot(path=SCREENSHOTS / file, full_page=True)
        room = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert room <= 0, f"{what} is {room} px wider than the window"

    def finds_no_barrier(self, but=()):
        """Asks axe about the page as it stands; `but` are the rules that somebody else's markup breaks."""
        found = [fault for fault in Axe().run(self.page).response["violations"] if fault["id"] not in but]
        assert not found, [(fault["id"], fault["nodes"][0]["html"]) for fault in found]

    def signs_in(self, email):
        """By the one door; says where it led."""
        self.open("/tai-khoan/dang-nhap/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", accounts.PASSWORD)
        self.page.locator("main button[type=submit]").click()
        return self.page.url.removeprefix(self.base)


@pytest.fixture
def someone(request, browser, live_server, sample_shop, width):
    """Makes a person at a window of this width; `javascript=False` for one without scripts."""
    people = []
    name = re.sub(r"\W+", "-", request.node.originalname.removeprefix("test_"))

    def arrive(javascript=True, **options):
        # Without motion: a colour caught halfway through its change is no colour of ours.
        still = {"reduced_motion": "reduce", "locale": "vi-VN"}
        window = {"viewport": {"width": width, "height": 800}, **still, **options}
        context = browser.new_context(java_script_enabled=javascript, **window)
        person = Person(context.new_page(), live_server.url, name, width)
        people.append(person)
        return person

    yield arrive
    for person in people:
        person.page.context.close()
        assert person.faults == []
