"""What a visitor asked of the store locator: near where, open now, with which services and product."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.certification.querysets import off_sale
from catalog.places.models import Commune
from catalog.products.models import Product
from shop.points.models import SalesPoint
from shop.points.places import Place, places_named

LONGEST_NAME = 100
#: Parameter → the field of a point, and what the form calls it.
TRAITS = {
    "nhan-hang": ("accepts_pick_up", gettext_lazy("Orders can be picked up")),
    "do-xe": ("has_parking", gettext_lazy("Parking")),
    "xe-khach": ("has_coach_access", gettext_lazy("Coaches can stop")),
    "nem-thu": ("has_tasting", gettext_lazy("Tasting")),
    "the": ("accepts_card", gettext_lazy("Cards are accepted")),
}
NAMES = ("noi", "xa", "vi-tri", "mo-cua", "loai", "hang", "san-pham", *TRAITS)
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


@dataclass(frozen=True)
class Goods:
    """A product that words may mean: its id and its name in the reader's language."""

    pk: int
    title: str


@dataclass(frozen=True)
class Trait:
    """A service as the form offers it."""

    name: str
    label: str
    is_wanted: bool
    error: str


def no_goods(words: str) -> list[Goods]:
    """For a locator that nobody has told how products are found."""
    return []


@dataclass
class LocatorQuery:
    """What the address of the locator says, by the parameters in `NAMES`.

    `errors` names each parameter that could not be understood, and why; the others still count. `offers` and
    `goods` are what a name may mean when it does not decide; there is no `place` or `product` then.
    """

    typed: str = ""
    place: Place | None = None
    is_by_code: bool = False
    offers: list[Place] = field(default_factory=list)
    here: tuple[float, float] | None = None
    open_now: bool = False
    kind: str = ""
    traits: tuple[str, ...] = ()
    typed_goods: str = ""
    product: Product | None = None
    goods: list[Goods] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_params(
        cls,
        params: Mapping[str, str],
        *,
        at: datetime,
        adults: bool = False,
        goods_named: Callable[[str], list[Goods]] = no_goods,
    ) -> "LocatorQuery":
        """Reads the address as of the moment `at`. A product for adults only is one for `adults` only.

        `goods_named` finds the products that words may mean, the likeliest first; it may raise ValueError.
        """
        given = {name: params.get(name, "").strip() for name in NAMES}
        found = cls(typed=given["noi"], typed_goods=given["hang"])
        found._take_place(given, has_name="noi" in params)
        found.open_now = bool(found._read("mo-cua", given["mo-cua"], _yes))
        found.kind = found._read("loai", given["loai"], _kind) or ""
        found.traits = tuple(name for name in TRAITS if found._read(name, given[name], _yes))
        product = found._read("san-pham", given["san-pham"], lambda raw: _product(raw, at, adults))
        found._take_product(product, goods_named, has_name="hang" in params)
        return found

    def _read(self, name, raw, read):
        try:
            return read(raw) if raw else None
        except ValueError as wrong:
            self.errors[name] = str(wrong)
            return None

    def _take_place(self, given, *, has_name):
        chosen = self._read("xa", given["xa"], _commune)
        # A form carries the commune of its page along; a name typed since, or its removal, counts more.
        if chosen and (not has_name or given["noi"] == str(chosen)):
            self.typed, self.place, self.is_by_code = str(chosen), Place(chosen), True
        else:
            found = self._read("noi", given["noi"], _places) or []
            self.place, self.offers = (found[0], []) if len(found) == 1 else (None, found)
        here = self._read("vi-tri", given["vi-tri"], position)
        self.here = None if self.typed else here

    def _take_product(self, product, goods_named, *, has_name):
        # As with the commune: the product that the form carries counts while its name stays untouched.
        if product and (not has_name or self.typed_goods == product.full_title):
            self.product, self.typed_goods = product, product.full_title
            return
        found = self._read("hang", self.typed_goods, lambda raw: _goods(raw, goods_named)) or []
        if len(found) == 1:
            self.product = Product.objects.get(pk=found[0].pk)
            self.typed_goods = self.product.full_title
        else:
            self.goods = found

    def _error(self, *names):
        return next((self.errors[name] for name in names if name in self.errors), "")

    @property
    def place_error(self) -> str:
        """What is wrong with the place, said beside its field."""
        return self._error("noi", "xa", "vi-tri")

    @property
    def open_error(self) -> str:
        """What is wrong with the wish for open points."""
        return self._error("mo-cua")

    @property
    def kind_error(self) -> str:
        """What is wrong with the kind of point."""
        return self._error("loai")

    @property
    def product_error(self) -> str:
        """What is wrong with the product."""
        return self._error("hang", "san-pham")

    @property
    def services(self) -> list[Trait]:
        """The services as the form offers them."""
        return [
            Trait(name, str(label), name in self.traits, self._error(name))
            for name, (_field, label) in TRAITS.items()
        ]

    @property
    def has_more_conditions(self) -> bool:
        """Whether the folded part of the form says anything."""
        return bool(self.kind or self.traits or self._error("loai", *TRAITS))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(
            self.typed or self.here or self.open_now or self.has_more_conditions or self.typed_goods
        ) or bool(self.product or self.errors)

    @property
    def place_links(self) -> list[tuple[Place, str]]:
        """Each place that the name may mean, and the query string that asks for it beside all the rest.

        Two of the same name are told apart by their communes.
        """
        names = [place.name for place in self.offers if place.name]
        asked = [
            {"noi": each.name} if names.count(each.name) == 1 else {"xa": each.commune.code}
            for each in self.offers
        ]
        links = [urlencode({**place, **self._conditions(), **self._asked_goods()}) for place in asked]
        return list(zip(self.offers, links, strict=True))

    @property
    def goods_links(self) -> list[tuple[Goods, str]]:
        """The same for each product that the words may mean."""
        asked = {**self._asked_place(), **self._conditions()}
        return [(goods, urlencode({**asked, "san-pham": goods.pk})) for goods in self.goods]

    @property
    def without_product(self) -> str:
        """The query string of all conditions but the product."""
        return urlencode({**self._asked_place(), **self._conditions()})

    @property
    def asked(self) -> str:
        """The query string of all that was asked for, for links to other pages of the list."""
        return urlencode({**self._asked_place(), **self._conditions(), **self._asked_goods()})

    def _asked_place(self):
        if self.is_by_code:
            return {"xa": self.place.commune.code}
        if self.typed:
            return {"noi": self.typed}
        return {"vi-tri": "{},{}".format(*self.here)} if self.here else {}

    def _conditions(self):
        kept = {"mo-cua": 1} if self.open_now else {}
        return kept | ({"loai": self.kind} if self.kind else {}) | dict.fromkeys(self.traits, 1)

    def _asked_goods(self):
        if self.product:
            return {"san-pham": self.product.pk}
        return {"hang": self.typed_goods} if self.typed_goods else {}

    @property
    def origin(self) -> tuple[float, float] | None:
        """From where distances are counted."""
        return self.place.position if self.place else self.here

    def points(self) -> QuerySet[SalesPoint]:
        """The published points of that kind with those services, the nearest first where a place is known.

        Whether they are open and have the product is for the caller to see.
        """
        fields = [TRAITS[name][0] for name in self.traits]
        points = SalesPoint.objects.for_visitors(self.origin).offering(fields)
        return points.filter(kind=self.kind) if self.kind else points


def _commune(raw):
    found = Commune.objects.filter(pk=raw).first() if _commune_code.match(raw) else None
    if found is None:
        raise ValueError(_("There is no commune with this code today."))
    return found


def _places(raw):
    _check_length(raw)
    found = places_named(raw)
    if not found:
        raise ValueError(_("No commune of Điện Biên, old or new, and no place we know has this name."))
    return found


def _goods(raw, goods_named):
    _check_length(raw)
    found = goods_named(raw)
    if not found:
        raise ValueError(_("No product on sale goes by these words."))
    return found


def _check_length(raw):
    if len(raw) > LONGEST_NAME:
        raise ValueError(_("A name has %(most)s letters at most.") % {"most": LONGEST_NAME})


def _yes(raw):
    if raw != "1":
        raise ValueError(_("This is 1, or left out."))
    return True


def _kind(raw):
    if raw not in SalesPoint.Kind.values:
        raise ValueError(_("There is no such kind of point."))
    return raw


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
