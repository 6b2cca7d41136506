"""The filters of the product list, under whatever names a page or the API gives them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.validators import validate_slug
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.search.question import FACETS, SORTS, Answer, Question
from catalog.text import nfc, one_line
from shop.assortment.index import index

#: Characters of a query that are read; what is longer is a text, not a search.
LONGEST_QUERY = 100
#: Lower bounds (đồng) of the bands of prices that a page counts.
PRICE_BANDS = (0, 50_000, 100_000, 200_000, 500_000)
HIGHEST_PRICE = 1_000_000_000
_group_code = re.compile(r"(I|II|III|IV|V|VI)(\.[1-6][a-d]?)?\Z")
_commune_code = re.compile(r"[0-9]{5}\Z")


@dataclass
class ProductFilter:
    """What a visitor asked for. `errors` names each parameter that could not be understood, and why."""

    words: str = ""
    stars: int | None = None
    group: str = ""
    producer: str = ""
    commune: str = ""
    point: str = ""
    #: Đồng, the bounds counted in.
    price_from: int | None = None
    price_to: int | None = None
    in_stock: bool = False
    in_season: bool = False
    sort: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_params(cls, params: Mapping, names: Mapping[str, str], at: datetime) -> "ProductFilter":
        """Reads `params`; `names` gives each field's parameter name. Bad values are left out and named."""
        found = cls()
        if any(params.get(names[attribute]) for attribute in _NAMED):
            index.take_in_changes(at)
        for attribute, check in _CHECKS.items():
            raw = nfc(params.get(names[attribute], "")).strip()
            if not raw:
                continue
            try:
                setattr(found, attribute, check(raw))
            except ValueError as wrong:
                found.errors[names[attribute]] = str(wrong)
        if None not in (found.price_from, found.price_to) and found.price_from > found.price_to:
            found.price_to = None
            found.errors[names["price_to"]] = _("The highest price is below the lowest.")
        return found

    @property
    def facets(self) -> dict[str, str | int]:
        """The facets that narrow the list, with their values."""
        wanted = {facet: getattr(self, facet) for facet in FACETS}
        return {facet: int(value) if value is True else value for facet, value in wanted.items() if value}

    @property
    def is_active(self) -> bool:
        """Whether anything narrows the list, words beside."""
        return bool(self.facets) or self.price_from is not None or self.price_to is not None

    @property
    def order(self) -> str:
        """The order asked for; else by relevance where there are words, by stars where there are none."""
        return self.sort or ("relevance" if self.words else "stars")

    def answer(self, at: datetime, *, offset: int, limit: int, adults=False) -> Answer:
        """The products that pass at `at`, in order, with the counts of every filter."""
        question = Question(
            words=self.words,
            filters=self.facets,
            price=(self.price_from, self.price_to),
            adults=adults,
            sort="name_en" if self.order == "name" and get_language() == "en" else self.order,
            offset=offset,
            limit=limit,
            facets=FACETS,
            price_bands=PRICE_BANDS,
        )
        return index.answer(question, at)


def search_line(raw: str) -> str:
    """What was typed to search for, on one line; addresses may hold what no text has."""
    return one_line(raw.replace("\0", " "))


def words_asked(raw: str) -> str:
    """The words of a search. Raises ValueError, in the reader's language, where they are a text."""
    words = search_line(raw)
    if len(words) > LONGEST_QUERY:
        raise ValueError(_("At most %(most)s letters; take the words that matter.") % {"most": LONGEST_QUERY})
    return words


def _stars(raw):
    if raw not in {"3", "4", "5"}:
        raise ValueError(_("Stars are 3, 4 or 5."))
    return int(raw)


def _group(raw):
    if not _group_code.match(raw):
        raise ValueError(_("A group is a code such as I or I.5a."))
    return raw


def _producer(raw):
    if not validate_slug.regex.match(raw) or not index.labels_of("producer", [raw]):
        raise ValueError(_("There is no such producer."))
    return raw


def _commune(raw):
    if not _commune_code.match(raw) or not index.labels_of("commune", [raw]):
        raise ValueError(_("There is no commune with this code today."))
    return raw


def _point(raw):
    if not validate_slug.regex.match(raw) or not index.labels_of("point", [raw]):
        raise ValueError(_("There is no such sales point."))
    return raw


def _price(raw):
    digits = re.sub(r"[.,\s₫đ]", "", raw)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= HIGHEST_PRICE):
        raise ValueError(_("A price is a whole number of dong."))
    return int(digits)


def _yes(raw):
    if raw != "1":
        raise ValueError(_("This is 1, or left out."))
    return True


def _sort(raw):
    if raw not in SORTS:
        raise ValueError(_("Sort by one of: %(sorts)s.") % {"sorts": ", ".join(SORTS)})
    return raw


#: Those whose values are known by the index.
_NAMED = ("producer", "commune", "point")
_CHECKS = {
    "words": words_asked,
    "stars": _stars,
    "group": _group,
    "producer": _producer,
    "commune": _commune,
    "point": _point,
    "price_from": _price,
    "price_to": _price,
    "in_stock": _yes,
    "in_season": _yes,
    "sort": _sort,
}
#: What may be asked, by the name of the field.
FIELDS = tuple(_CHECKS)
