"""What was scanned or typed at the counter: a code of GS1's, or a code of this shop's own labels."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from catalog.products.models import Product
from catalog.trace.codes import Code, read_code
from shop.fulfilment.pick_up import read_pick_up_code

LONGEST = 200


@dataclass(frozen=True)
class Scanned:
    """`code` as GS1 writes it; `product_id` of a shelf label, `box` of a shipment's, `parcel_id` of a packing
    slip or `pick_up` of what a buyer shows, where it is one."""

    code: Code
    product_id: int | None = None
    box: str = ""
    parcel_id: int | None = None
    pick_up: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return self.code.text

    @property
    def names_goods(self) -> bool:
        """Whether it is a code of some product, whether or not there is such a one."""
        return bool(self.code.gtin or self.product_id)

    def is_of(self, product: Product) -> bool:
        """Whether it names this product; `product`, asked of one that is at hand."""
        by_label = self.product_id and self.product_id in (product.pk, product.parent_id)
        return bool(by_label) or product.upc in self.code.gtins

    def product(self, of: str = "") -> Q:
        """The product that it names. `of` is the way to the product's own fields, such as `product__`."""
        named = Q(**{f"{of}upc__in": self.code.gtins})
        if self.product_id:
            named |= Q(**{f"{of}pk": self.product_id}) | Q(**{f"{of}parent": self.product_id})
        return named


def typed(request, name: str = "q") -> str:
    """What the address says under this name, as typed or scanned; PostgreSQL knows no NUL."""
    return request.GET.get(name, "").replace("\x00", "")[:LONGEST]


def read(typed: str) -> Scanned:
    """What `typed` names. Whatever it is, nothing is raised."""
    code = read_code(typed[:LONGEST])
    match = _own_address(code.text)
    if match is None:
        return Scanned(code, pick_up="" if code.gtin else read_pick_up_code(code.text))
    if match.view_name == "counter:box":
        return Scanned(code, box=match.kwargs["code"])
    if match.view_name == "counter:pick-up":
        return Scanned(code, pick_up=read_pick_up_code(match.kwargs["code"]))
    if match.view_name == "counter:parcel":
        return Scanned(code, parcel_id=match.kwargs["pk"])
    if match.view_name == "catalogue:detail":
        return Scanned(code, product_id=_size_chosen(code.text) or match.kwargs["pk"])
    return Scanned(code)


def is_id(text: str) -> bool:
    """Whether it is a number that a database takes for an id."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def _size_chosen(address):
    """The id of the one size on whose label the address is; None where there is but one."""
    size = parse_qs(urlsplit(address).query).get("co", [""])[0]
    return int(size) if is_id(size) else None


def _own_address(text) -> ResolverMatch | None:
    if not text.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.netloc != urlsplit(settings.PUBLIC_URL).netloc:
        return None
    language = translation.get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            return resolve(parts.path)
        except Resolver404:
            return None
