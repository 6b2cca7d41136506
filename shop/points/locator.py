"""What a visitor asked of the store locator: near where, open now, with which product."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from catalog.certification.querysets import off_sale
from catalog.places.models import Commune
from catalog.products.models import Product
from shop.points.models import SalesPoint
from shop.points.places import Place, places_named

LONGEST_NAME = 100
_commune_code = re.compile(r"[0-9]{5}\Z")
_product_id = re.compile(r"[0-9]{1,18}\Z")
_degrees = r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)"
_position = re.compile(rf"{_degrees} ?, ?{_degrees}\Z")


def position(raw: str) -> tuple[float, float]:
    """Latitude and longitude from `lat,lon` in degrees. Raises ValueError."""
    found = _position.match(raw)
    if found is None:
        raise ValueError(_("A position is latitude and longitude in degrees, such as 21.39,103.02."))
    latitude, longitude = (float(part) for part in found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(_("Latitude goes from -90 to 90 and longitude from -180 to 180."))
    return latitude, longitude


@dataclass
class LocatorQuery:
    """What the address of the locator says: `noi`, `xa`, `vi-tri`, `mo-cua`, `san-pham`.

    `errors` names each parameter that could not be understood, and why; the others still count.
    `offers` are the communes that a name may mean when it does not decide; there is no `place` then.
    """

    typed: str = ""
    place: Place | None = None
    is_by_code: bool = False
    offers: list[Place] = field(default_factory=list)
    here: tuple[float, float] | None = None
    open_now: bool = False
    product: Product | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_params(cls, params: Mapping[str, str], *, at: datetime, adults: bool = False) -> "LocatorQuery":
        """Reads the address as of the moment `at`. A product for adults only is one for `adults` only."""
        given = {name: params.get(name, "").strip() for name in ("noi", "xa", "vi-tri", "mo-cua", "san-pham")}
        found = cls(typed=given["noi"])
        chosen = found._read("xa", given["xa"], _commune)
        # A form carries the commune of its page along; a name typed since, or its removal, counts more.
        if chosen and ("noi" not in params or given["noi"] == str(chosen)):
            found.typed, found.place, found.is_by_code = str(chosen), Place(chosen), True
        else:
            found._take(found._read("noi", given["noi"], _places) or [])
        here = found._read("vi-tri", given["vi-tri"], position)
        found.here = None if found.typed else here
        found.open_now = bool(found._read("mo-cua", given["mo-cua"], _yes))
        found.product = found._read("san-pham", given["san-pham"], partial(_product, at=at, adults=adults))
        return found

    def _read(self, name, raw, read):
        try:
            return read(raw) if raw else None
        except ValueError as wrong:
            self.errors[name] = str(wrong)
            return None

    def _take(self, places):
        if len(places) == 1:
            self.place = places[0]
        else:
            self.offers = places

    @property
    def place_error(self) -> str:
        """What is wrong with the place, said beside its field."""
        return next((self.errors[name] for name in ("noi", "xa", "vi-tri") if name in self.errors), "")

    @property
    def open_error(self) -> str:
        """What is wrong with the wish for open points."""
        return self.errors.get("mo-cua", "")

    @property
    def product_error(self) -> str:
        """What is wrong with the product."""
        return self.errors.get("san-pham", "")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.typed or self.here or self.open_now or self.product or self.errors)

    @property
    def carried(self) -> str:
        """The conditions beside the place, for a link that changes the place alone."""
        kept = {"mo-cua": 1} if self.open_now else {}
        if self.product:
            kept["san-pham"] = self.product.pk
        return urlencode(kept)

    @property
    def origin(self) -> tuple[float, float] | None:
        """From where distances are counted."""
        return self.place.position if self.place else self.here

    def points(self) -> QuerySet[SalesPoint]:
        """All published points with their hours, the nearest first where a place is known."""
        return SalesPoint.objects.for_visitors(self.origin)


def _commune(raw):
    found = Commune.objects.filter(pk=raw).first() if _commune_code.match(raw) else None
    if found is None:
        raise ValueError(_("There is no commune with this code today."))
    return found


def _places(raw):
    if len(raw) > LONGEST_NAME:
        raise ValueError(_("The name of a place has %(most)s letters at most.") % {"most": LONGEST_NAME})
    found = places_named(raw)
    if not found:
        raise ValueError(_("No commune of Điện Biên has this name, nor had one before July 2025."))
    return found


def _yes(raw):
    if raw != "1":
        raise ValueError(_("“Open now” is 1, or left out."))
    return True


def _product(raw, at, adults):
    shut = off_sale(Product.objects.all(), at).values("pk")
    shown = Product.objects.on_show().exclude(pk__in=shut).exclude(parent__in=shut)
    found = shown.filter(pk=raw).first() if _product_id.match(raw) else None
    if found and not adults and _is_for_adults(found):
        found = None
    if found is None:
        raise ValueError(_("There is no such product."))
    return found


def _is_for_adults(product):
    return Product.objects.filter(pk__in={product.pk, product.main.pk}).for_adults().exists()
