"""All points' stock as the office sees it: by product over points, how long it lasts, what stands still."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from catalog.products.models import Product
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.models import Movement
from shop.warehouse.models import Shipment, ShipmentLine
from shop.warehouse.suggestions import SALES_DAYS, Reorder, Shelf, Transfer, suggest

#: Without a sale for so long, what stands on a shelf stands still.
STANDS_STILL = timedelta(days=60)


@dataclass(frozen=True)
class ProductStock:
    """One product over all points."""

    product: Product
    #: The points that keep it, each with its figures, the fullest first.
    shelves: list[tuple[Partner, Shelf]]
    transfers: list[Transfer]
    reorders: list[Reorder]

    @property
    def whole(self) -> Shelf:
        """All shelves together."""
        each = [shelf for _partner, shelf in self.shelves]
        return Shelf(
            partner_id=0,
            left=sum(shelf.left for shelf in each),
            coming=sum(shelf.coming for shelf in each),
            sold=sum(shelf.sold for shelf in each),
        )


def kept_products() -> QuerySet[Product]:
    """Products that have a shelf somewhere, by name."""
    shelves = StockRecord.objects.filter(product=OuterRef("pk"))
    goods = Product.objects.filter(Exists(shelves), components=None).exclude(structure=Product.PARENT)
    return goods.select_related("parent").order_by("title", "pk")


def standing_still(products: QuerySet[Product], at: datetime) -> QuerySet[Product]:
    """Those of which something stands somewhere and nothing was sold anywhere for `STANDS_STILL`."""
    sales = Movement.objects.filter(
        stock__product=OuterRef("pk"), kind=Movement.Kind.SALE, moved_at__gt=at - STANDS_STILL
    )
    there = StockRecord.objects.filter(product=OuterRef("pk"), num_in_stock__gt=0)
    return products.filter(Exists(there), ~Exists(sales))


def in_need(products: QuerySet[Product], at: datetime) -> QuerySet[Product]:
    """Those of which some point has too little for the next days."""
    sold = _sold(StockRecord.objects.all(), at)
    coming = _coming(Q())
    left = dict(StockRecord.objects.with_available().filter(pk__in=sold).values_list("pk", "left"))
    records = StockRecord.objects.filter(pk__in=sold).values_list("pk", "partner", "product")
    needy = {
        product
        for pk, partner, product in records
        if Shelf(partner, left[pk], coming.get((partner, product), 0), sold[pk]).needs
    }
    return products.filter(pk__in=needy)


def stock_of(products: list[Product], at: datetime) -> list[ProductStock]:
    """The figures of these products, in their order; four queries however many they are."""
    records = StockRecord.objects.filter(product__in=products).with_available().select_related("partner")
    sold, coming = _sold(records, at), _coming(Q(product__in=products))
    found = defaultdict(list)
    for record in records.order_by("-left", "partner__name"):
        shelf = Shelf(
            partner_id=record.partner_id,
            left=record.left,
            coming=coming.get((record.partner_id, record.product_id), 0),
            sold=sold.get(record.pk, 0),
        )
        found[record.product_id].append((record.partner, shelf))
    return [
        ProductStock(product, found[product.pk], *suggest([shelf for _partner, shelf in found[product.pk]]))
        for product in products
    ]


def _sold(records, at) -> dict[int, int]:
    """Stock record id → units sold in the last `SALES_DAYS`."""
    since = at - timedelta(days=SALES_DAYS)
    sales = Movement.objects.filter(
        kind=Movement.Kind.SALE, moved_at__gt=since, stock__in=records.values("pk")
    )
    return {pk: -units for pk, units in sales.order_by().values_list("stock").annotate(units=Sum("quantity"))}


def _coming(condition) -> dict[tuple[int, int], int]:
    """(partner id, product id) → units on their way there."""
    lines = ShipmentLine.objects.filter(condition, shipment__state=Shipment.State.SENT)
    rows = lines.order_by().values_list("shipment__destination", "product").annotate(units=Sum("quantity"))
    return {(partner, product): units for partner, product, units in rows}
