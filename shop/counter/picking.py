"""Choosing goods for a shipment: by words, number or code, of what the sender has or could bring."""

from django.db.models import Q

from catalog.products.models import Product
from catalog.text import having_words
from shop.counter import scanned
from shop.forks.partner.models import Partner
from shop.stock.shelves import kept_at
from shop.warehouse.models import Shipment, ShipmentLine

MOST_SHOWN = 20


def _goods(shipment: Shipment, point: Partner):
    """What can be in it: what the point has to send, or whatever a producer may bring."""
    products = Product.objects.filter(components=None).exclude(structure=Product.PARENT)
    if shipment.is_transfer:
        products = products.filter(stockrecords__in=kept_at(point).filter(left__gt=0))
    return products.select_related("parent").order_by("title", "pk")


def candidates(shipment: Shipment, point: Partner, typed: str) -> list[Product]:
    """The first goods that a code or words name; none where nothing is typed."""
    if not typed.strip():
        return []
    products, code = _goods(shipment, point), scanned.read(typed)
    by_number = Q(stockrecords__partner_sku__iexact=code.text) | Q(lots__code=code.text)
    if exact := list(products.filter(code.product() | by_number).distinct()[:MOST_SHOWN]):
        return exact
    return list(having_words(products, typed, "title", "parent__title")[:MOST_SHOWN])


def chosen_product(shipment: Shipment, point: Partner, pk: str) -> Product | None:
    """The product of this id, if it can be in the shipment."""
    return _goods(shipment, point).filter(pk=pk).first() if scanned.is_id(pk) else None


def chosen_line(shipment: Shipment, pk: str) -> ShipmentLine | None:
    """The shipment's line of this id, to be changed."""
    lines = shipment.lines.select_related("product__parent", "lot")
    return lines.filter(pk=pk).first() if scanned.is_id(pk) else None
