"""The filters of the product list, under whatever names a page or the API gives them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.validators import validate_slug
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.models import Product
from catalog.products.querysets import by_name
from shop.assortment.queries import on_offer

SORTS = {
    "stars": [F("stars").desc(nulls_last=True), "title", "pk"],
    "name": ["title", "pk"],
    "price": [F("price").asc(nulls_last=True), "title", "pk"],
    "-price": [F("price").desc(nulls_last=True), "title", "pk"],
    "newest": ["-date_created", "-pk"],
}
_group_code = re.compile(r"(I|II|III|IV|V|VI)(\.[1-6][a-d]?)?\Z")
_commune_code = re.compile(r"[0-9]{5}\Z")


@dataclass
class ProductFilter:
    """What a visitor asked for. `errors` names each parameter that could not be understood, and why."""

    stars: int | None = None
    group: str = ""
    producer: str = ""
    commune: str = ""
    sort: str = "stars"
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_params(cls, params: Mapping[str, str], names: Mapping[str, str]) -> "ProductFilter":
        """Reads `params`; `names` gives each field's parameter name. Bad values are left out and named."""
        found = cls()
        for attribute, check in _CHECKS.items():
            raw = params.get(names[attribute], "").strip()
            if not raw:
                continue
            try:
                setattr(found, attribute, check(raw))
            except ValueError as wrong:
                found.errors[names[attribute]] = str(wrong)
        return found

    def products(self, at: datetime) -> QuerySet[Product]:
        """The products that pass, in the order asked for."""
        products = on_offer(at)
        if self.stars:
            products = products.filter(stars=self.stars)
        if self.group:
            products = products.in_group(self.group)
        if self.producer:
            products = products.filter(producer__slug=self.producer)
        if self.commune:
            products = products.filter(commune=self.commune)
        return products.order_by(*(by_name() if key == "title" else key for key in SORTS[self.sort]))

    @property
    def is_active(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.stars or self.group or self.producer or self.commune)


def _stars(raw):
    if raw not in {"3", "4", "5"}:
        raise ValueError(_("Stars are 3, 4 or 5."))
    return int(raw)


def _group(raw):
    if not _group_code.match(raw):
        raise ValueError(_("A group is a code such as I or I.5a."))
    return raw


def _producer(raw):
    if not validate_slug.regex.match(raw) or not Producer.objects.filter(slug=raw).exists():
        raise ValueError(_("There is no such producer."))
    return raw


def _commune(raw):
    if not _commune_code.match(raw) or not Commune.objects.filter(pk=raw).exists():
        raise ValueError(_("There is no commune with this code today."))
    return raw


def _sort(raw):
    if raw not in SORTS:
        raise ValueError(_("Sort by one of: %(sorts)s.") % {"sorts": ", ".join(SORTS)})
    return raw


_CHECKS = {"stars": _stars, "group": _group, "producer": _producer, "commune": _commune, "sort": _sort}
