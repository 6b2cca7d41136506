"""What a scanned or typed code names: a product by its GTIN, and a lot where the code bears one.

Read are a bare GTIN, GS1 element strings as scanners send them and as people write them with brackets (GS1
General Specifications 3 and 7.8), and GS1 Digital Links (`…/01/{gtin}/10/{lot}`).
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from catalog.products.gtin import is_gtin

#: Separates values of changing length in an element string.
_FNC1 = "\x1d"
_SYMBOLOGY = re.compile(r"\A\](?:C1|d2|Q3|e0)")
#: Application identifiers whose values have a fixed length, as far as food labels bear them.
_FIXED = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2}
_IN_LINK = re.compile(r"/(01|10)/([^/?#]+)")
_BRACKETS = re.compile(r"\((\d{2,4})\)([^(]*)")


@dataclass(frozen=True)
class Code:
    """A code read: `gtin` has fourteen digits, or none where it names no product; `text` is all of it."""

    text: str
    gtin: str = ""
    lot: str = ""

    @property
    def gtins(self) -> list[str]:
        """The lengths in which the same GTIN may be stored."""
        return [
            self.gtin[14 - n :] for n in (14, 13, 12, 8) if self.gtin and not self.gtin[: 14 - n].strip("0")
        ]


def read_code(raw: str) -> Code:
    """What `raw` names. Whatever it is, nothing is raised: what is no code is only text."""
    text = raw.strip()
    for read in (_as_link, _as_elements, _as_gtin):
        values = read(text)
        if is_gtin(values.get("01", "")):
            return Code(text, values["01"].zfill(14), values.get("10", ""))
    return Code(text)


def _as_gtin(text):
    return {"01": text}


def _as_link(text):
    if not text.lower().startswith(("http://", "https://")):
        return {}
    try:
        path = urlsplit(text).path
    except ValueError:
        return {}
    return {key: unquote(value) for key, value in _IN_LINK.findall(path)}


def _as_elements(text):
    if text.startswith("("):
        return {key: value.strip() for key, value in _BRACKETS.findall(text)}
    plain = _SYMBOLOGY.sub("", text).lstrip(_FNC1)
    if not plain.startswith("01") or len(plain) < 16:
        return {}
    values = {}
    while len(plain) > 2:
        key, plain = plain[:2], plain[2:]
        length = _FIXED.get(key) or (plain.find(_FNC1) if _FNC1 in plain else len(plain))
        values.setdefault(key, plain[:length])
        plain = plain[length:].lstrip(_FNC1)
    return values
