"""What a scanned or typed code names: a product by its GTIN, and a lot with its dates where it bears them.

Read are a bare GTIN, GS1 element strings as scanners send them and as people write them with brackets (GS1
General Specifications 3 and 7.8), and GS1 Digital Links (`…/01/{gtin}/10/{lot}`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

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
    """A code read: `gtin` has fourteen digits, or none where it names no product; `text` is all of it.

    The use-by date is the day of expiry (AI 17), or else the day until which it is best (AI 15).
    """

    text: str
    gtin: str = ""
    lot: str = ""
    made_date: date | None = None
    use_by_date: date | None = None

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
            made, ends, best = (_day(values.get(key, "")) for key in ("11", "17", "15"))
            return Code(text, values["01"].zfill(14), values.get("10", ""), made, ends or best)
    return Code(text)


def _day(digits):
    """YYMMDD, day 00 for the month's last (GS1 General Specifications 3.4); None for what is no date."""
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    year, month, day = 2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:])
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def _as_gtin(text):
    return {"01": text}


def _as_link(text):
    if not text.lower().startswith(("http://", "https://")):
        return {}
    try:
        parts = urlsplit(text)
    except ValueError:
        return {}
    named = {key: unquote(value) for key, value in _IN_LINK.findall(parts.path)}
    return {key: values[0] for key, values in parse_qs(parts.query).items()} | named


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
