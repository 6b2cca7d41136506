"""The aisles of the shop: what people come for, in their words, each a sub-group of decision 148/QĐ-TTg.

The 26 sets of the decision are how the office sorts; nobody looks for "sơ chế khác". An aisle is one such
sub-group under a plain name with a drawing, and it is there while it has a product on show.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.search.question import Question
from shop.assortment.index import index


@dataclass(frozen=True)
class Aisle:
    """A sub-group's code ("I.5a"), the name people call it by, and its drawing."""

    code: str
    name: str | Promise
    drawing: str


#: In the order in which they stand. Alcohol (II.1) is sold at the points and put forward nowhere.
AISLES = (
    Aisle("I.5a", _("Tea"), "tea"),
    Aisle("I.6", _("Coffee"), "coffee"),
    Aisle("I.2a", _("Rice and grains"), "rice"),
    Aisle("I.2b", _("Honey"), "honey"),
    Aisle("I.3d", _("Smoked meat"), "meat"),
    Aisle("I.3b", _("Noodles and cakes"), "noodles"),
    Aisle("I.3c", _("Nuts and dried fruit"), "nuts"),
    Aisle("I.1a", _("Fruit and roots"), "pineapple"),
    Aisle("I.4b", _("Spices"), "spice"),
    Aisle("III.1", _("Herbs and remedies"), "cordyceps"),
    Aisle("IV.2", _("Brocade"), "brocade"),
)


def aisles(at: datetime) -> list[Aisle]:
    """The aisles that have a product on sale at `at`, as the search index counts them; one query."""
    answer = index.answer(Question(limit=1, facets=("group",)), at)
    return aisles_among(answer.counts["group"])


def aisles_among(codes: Iterable[str]) -> list[Aisle]:
    """Those aisles whose sub-group is one of `codes`, for who has counted already."""
    stocked = set(codes)
    return [aisle for aisle in AISLES if aisle.code in stocked]
