"""A person at the keyboard, without a mouse: goes by Tab, and sees at each step where the focus is.

After every Tab the focused element must show it, lie inside the window, and be covered by nothing.
"""

from pathlib import Path

LOOK = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
#: More than any page of ours has; who needs more than that is caught.
MOST_TABS = 250
#: What Tab has to reach, as far as it is shown; of radio buttons one a group.
REACHABLE = "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary"
NOT_REACHED = """
selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled)
    .filter(e => !e.closest("[aria-hidden=true], [inert]"))
    .filter(e => !window.seenByKeyboard?.has(e))
    .map(e => e.outerHTML.slice(0, 120))
"""


class Keyboard:
    """Hands on the keys of one page."""

    def __init__(self, page):
        self.page = page

    def tab(self, *, back=False) -> dict | None:
        """One step; what is focused then, None where the focus has left the page."""
        self.page.wait_for_load_state()
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        focus = self.page.evaluate(LOOK)
        assert not (focus and focus["faults"]), (self.page.url, focus)
        return focus

    def reach(self, target, *, back=False) -> None:
        """Steps on until the target has the focus; it may have it already."""
        focused = target.and_(self.page.locator(":focus"))
        for _ in range(MOST_TABS):
            if focused.count():
                return
            self.tab(back=back)
        raise AssertionError(f"{self.page.url}: {target} is not reached within {MOST_TABS} Tabs")

    def follow(self, target, key="Enter", *, back=False) -> None:
        """Reaches it and presses it."""
        self.reach(target, back=back)
        self.page.keyboard.press(key)

    def write(self, target, text) -> None:
        """Reaches a field and types in place of what it holds."""
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def walk_there_and_back(self) -> None:
        """Every link, button and field is a stop in both directions, and there is a way out at both ends."""
        there, back = self.walk(), self.walk(back=True)
        assert there == back > 1, (self.page.url, there, back)

    def walk(self, *, back=False) -> int:
        """From one end of the page to the other; how many stops. Nothing that is shown may be left out."""
        self._leave(back=not back)
        self.page.evaluate("window.seenByKeyboard = new Set()")
        stops = 0
        while (focus := self.tab(back=back)) and focus["isNew"]:
            stops += 1
            assert stops <= MOST_TABS, f"{self.page.url}: no end after {stops} Tabs"
        missed = self.page.evaluate(NOT_REACHED, REACHABLE)
        assert missed == [], (self.page.url, missed)
        return stops

    def _leave(self, *, back) -> None:
        """Out of the page at one end, wherever the focus is; a form may have taken it by itself."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("document.activeElement === document.body"):
                return
            self.tab(back=back)
        raise AssertionError(f"{self.page.url}: no way out within {MOST_TABS} Tabs")
