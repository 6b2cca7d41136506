"""Somebody at a browser window, watched for faults that nobody would see."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from shop.demo import accounts

SCREENSHOTS = Path(settings.VAR_DIR) / "screenshots"
WATCH = Path(__file__).with_name("watch.js")
#: The sum of all layout shifts of a page, from its first byte to its end.
MOST_SHIFT = 0.02


class Person:
    """Somebody at a browser window. Opens pages, keeps pictures of them, and notices what went wrong.

    `language` is the one they read the shop in; `expects` the status that their page is meant to have.
    """

    def __init__(self, page, base, name, width, *, language="vi", expects=200):
        self.page, self.base, self.name, self.width = page, base, name, width
        self.prefix, self.expects = "" if language == "vi" else f"/{language}", expects
        self.faults, self.pictures, self.answer = [], 0, None
        #: Where whatever a page brings comes from.
        self.known = (base, "data:", "blob:")
        page.add_init_script(path=WATCH)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._listen)
        page.on("response", self._watch)

    def _listen(self, message):
        # A refused form answers 422, which the console calls an error; the page says what is wrong.
        # What watches a page is kept out of a frame that runs nothing, as all scripts are.
        shut_out = "frame is sandboxed and the 'allow-scripts' permission is not set"
        expected = ("status of 4", f"status of {self.expects}", shut_out)
        if message.type == "error" and not any(words in message.text for words in expected):
            self.faults.append(f"console: {message.text}")

    def _watch(self, response):
        if response.status >= 500 and response.status != self.expects:
            self.faults.append(f"{response.status}: {response.url}")
        if not response.url.startswith(self.known):
            self.faults.append(f"from elsewhere: {response.url}")
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.answer = response

    def open(self, path):
        """Goes to an address of the shop."""
        self.page.goto(self.base + path)
        return self.page

    def may_go_to(self, base):
        """Another server than the shop is no fault from now on."""
        self.known += (base,)

    def brings(self, client):
        """Takes over the cookies of a test client, so that what it did was done in this window."""
        self.page.context.add_cookies(
            [{"name": name, "value": each.value, "url": self.base} for name, each in client.cookies.items()]
        )

    def sends(self, field, **values):
        """Fills in the form that has this field, and sends it by none of its buttons in particular."""
        form = self.page.locator(f"main form:has([name={field}])").first
        for name, value in values.items():
            form.locator(f"[name={name}]").fill(value)
        with self.page.expect_navigation():
            form.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")

    def grows_old(self):
        """From now on forms are sent as by a browser that does not say where they come from."""
        self.page.route("**/*", _send_as_before_2023)

    def settles(self):
        """Waits until the page stands still, having gone down to its end and back."""
        self.page.wait_for_load_state()
        self.page.evaluate("watched.settle()")

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
        found = self.barriers(but)
        assert not found, found

    def barriers(self, but=()):
        """What axe finds on the page as it stands: each rule with the first element that breaks it."""
        found = [fault for fault in Axe().run(self.page).response["violations"] if fault["id"] not in but]
        return [f"axe {fault['id']}: {fault['nodes'][0]['html']}" for fault in found]

    def out_of_place(self):
        """What sticks out sideways, is cut off or is not there in the page as it stands."""
        return self.page.evaluate("[...watched.wide(), ...watched.clipped(), ...watched.broken()]")

    def reads_large_letters(self):
        """What is out of place once the browser's own letters are twice as large."""
        browser = self.page.context.new_cdp_session(self.page)
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
        for _ in range(20):
            if self.page.evaluate(size) >= 32:
                return self.out_of_place()
            self.page.wait_for_timeout(50)
        return ["the letters do not follow the size that the browser is set to"]

    def jumps(self):
        """What moved while the page loaded, where that was too much; and pictures that make others move."""
        shifted = self.page.evaluate("watched.shifted()")
        found = self.page.evaluate("watched.unkept()")
        if shifted["sum"] > MOST_SHIFT:
            found.append(f"layout shift {shifted['sum']:.3f}: {', '.join(shifted['what'][:3])}")
        return found

    def signs_in(self, email):
        """By the one door; says where it led."""
        self.open("/tai-khoan/dang-nhap/")
        self.page.fill("input[name=username]", email)
        self.page.fill("input[name=password]", accounts.PASSWORD)
        self.page.locator("main button[type=submit]").click()
        return self.page.url.removeprefix(self.base)


def _send_as_before_2023(route):
    """Sends a form by other means than the browser's own, which do not add `Sec-Fetch-Site`."""
    if route.request.method != "POST":
        return route.continue_()
    return route.fulfill(response=route.fetch(max_redirects=0))
