"""The forms of a page as a browser would send them, and what somebody may change in them on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup

ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
#: What stands in no form of ours, but may be understood by one of Oscar's or Django's.
SMUGGLED = {
    "price": "1",
    "price_currency": "USD",
    "line_price": "1",
    "total": "1",
    "discount": "99999999",
    "status": "handed_over",
    "is_staff": "on",
    "payment_method": "cod",
    "amount": "1",
}
NUMBERS = ["", "0", "-1", "1.5", "9" * 30, "x", "1\x00", "١"]
WORDS = ["", "x" * 5_000, "a\x00b"]


@dataclass(frozen=True)
class Form:
    """Where it goes and what it sends; `numbers` are the controls that hold whole numbers."""

    action: str
    values: dict[str, str]
    buttons: tuple[tuple[str, str], ...] = ()
    numbers: frozenset[str] = field(default=frozenset())

    def sent(self, **changes) -> dict[str, str]:
        """What arrives where it is sent by its first button, with these changes."""
        return {**self.values, **dict(self.buttons[:1]), **changes}

    def tampered(self, foreign: dict[str, str]) -> Iterator[dict[str, str]]:
        """All that it sends with one control changed, and with what it never had.

        `foreign`: part of a control's name → another person's value for it.
        """
        for name, value in {**self.values, **dict(self.buttons)}.items():
            for changed in self._changes(name, value, foreign):
                yield self.sent(**{name: changed})
        yield self.sent(**SMUGGLED, **foreign)
        for place in ELSEWHERE:
            yield self.sent(next=place, redirect_to=place, success_url=place, return_to=place)

    def _changes(self, name, value, foreign):
        yield from (theirs for part, theirs in foreign.items() if part in name)
        if name == "next":
            yield from ELSEWHERE
        elif name in self.numbers:
            yield from (*NUMBERS, str(int(value) - 1), str(int(value) + 1))
        else:
            yield from WORDS


def forms_of(answer, path: str) -> list[Form]:
    """The forms of a page that change something."""
    soup = BeautifulSoup(answer.content, "html.parser")
    found = soup.select("form[method=post]")
    return [_read(form, path, soup) for form in found]


def _read(form, path, soup) -> Form:
    values, buttons, numbers = {}, [], set()
    controls = [*form.select("input, select, textarea, button")]
    if form.get("id"):
        controls += soup.select(f'[form="{form["id"]}"]')
    for control in controls:
        name, kind = control.get("name"), control.get("type", "")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if control.name == "button":
            buttons.append((name, control.get("value", "")))
        elif kind in ("radio", "checkbox") and not control.has_attr("checked"):
            values.setdefault(name, "") if kind == "radio" else None
        else:
            values[name] = _value(control)
            if values[name].isascii() and values[name].isdecimal() and kind != "tel":
                numbers.add(name)
    numbers.update(name for name, value in buttons if value.isdecimal())
    return Form(urljoin(path, form.get("action") or path), values, tuple(buttons), frozenset(numbers))


def _value(control) -> str:
    if control.name == "textarea":
        return control.text.strip()
    if control.name == "select":
        chosen = control.select_one("option[selected]") or control.select_one("option")
        return chosen.get("value", "") if chosen else ""
    return control.get("value", "on" if control.get("type") == "checkbox" else "")
