"""Which states of the product list search engines keep, and under which one address each.

Every state can be shared and crawled. Kept are the whole list and those that one facet narrows; what several
narrow together is read through and left out of the index, and a sorted state counts as the unsorted one
(developers.google.com/search/docs/crawling-indexing/canonicalization). What is left out has an address of
its own: one that named another page and asked not to be kept would say two things.
"""

from dataclasses import dataclass

from django.utils.http import urlencode

from shop.assortment.filters import ProductFilter

#: The facets that make a page of their own, each by itself.
KEPT = ("group", "stars", "producer", "commune")
_NARROWING = ("words", *KEPT, "point", "price_from", "price_to", "in_stock", "in_season")


@dataclass(frozen=True)
class PublicState:
    """The query of its one address, in an order that never changes, and whether engines may keep it."""

    query: str
    is_kept: bool


def public_state(wanted: ProductFilter, page: int, names: dict[str, str]) -> PublicState:
    """The public state of what was asked for on page `page`; `names` gives each field's parameter."""
    if wanted.errors:
        return PublicState("", is_kept=False)
    values = {field: getattr(wanted, field) for field in _NARROWING}
    narrowing = {
        field: value for field, value in values.items() if value or value == 0 and value is not False
    }
    query = {names[field]: 1 if value is True else value for field, value in narrowing.items()}
    if page > 1 and not wanted.sort:
        query["trang"] = page
    return PublicState(urlencode(query), is_kept=len(narrowing) <= 1 and set(narrowing) <= set(KEPT))
