"""Sample stock and prices: the warehouse has all but alcohol, each point a choice of its own.

The choice and the units follow from a digest of point and product, so every machine shows the same shop. All
goods come in through the ledger.
"""

import hashlib
from datetime import datetime

from catalog.products.models import Product
from shop.demo.points import WAREHOUSE_CODE
from shop.demo.rows import Tally, rows
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.operations import receive, set_price

REFERENCE = "seed"
#: Of a hundred shelves at the points, so many stand empty on purpose.
EMPTY_PERCENT = 8


def build_shelves(*, at: datetime) -> Tally:
    """A record for each product at each place that carries it, with its opening stock and its price."""
    products = Product.objects.in_bulk(field_name="code")
    samples, points = rows("samples") + rows("variants"), rows("sales_points")
    partners = {partner.code: partner for partner in Partner.objects.select_related("sales_point")}
    there = set(StockRecord.objects.values_list("partner_id", "product_id"))
    total = new = 0
    for sample in samples:
        product = products[sample["code"]]
        shelves = _shelves(product, sample, points)
        total += len(shelves)
        missing = {
            partners[code]: units
            for code, units in shelves.items()
            if (partners[code].pk, product.pk) not in there
        }
        if missing:
            _fill(product, missing, int(sample["price"]), at)
            new += len(missing)
    return Tally(total, new)


def _shelves(product, sample, points) -> dict[str, int]:
    """Units by partner code; 0 where the product is carried but sold out."""
    shelves = {}
    if not product.age_restricted:
        shelves[WAREHOUSE_CODE] = 20 + _draw(WAREHOUSE_CODE, product.code, "units") % 160
    for point in points:
        is_local = product.commune_id == point["commune_code"]
        if is_local or _draw(point["slug"], product.code, "carries") % 100 < int(point["carries_percent"]):
            is_empty = _draw(point["slug"], product.code, "empty") % 100 < EMPTY_PERCENT
            units = 3 + _draw(point["slug"], product.code, "units") % 30
            shelves[point["slug"]] = 0 if is_empty else units
    return dict.fromkeys(shelves, 0) if sample["sold_out"] else shelves


def _draw(*words) -> int:
    """A number that looks random and is the same everywhere."""
    return int.from_bytes(hashlib.sha256("/".join(words).encode()).digest()[:4], "big")


def _fill(product, units_by_partner, sample_price, at):
    """New records take the price that the product has by now, the sample price where it has none."""
    known = StockRecord.objects.filter(product=product, price__isnull=False)
    price = known.values_list("price", flat=True).first() or sample_price
    for partner, units in units_by_partner.items():
        record = StockRecord.objects.create(product=product, partner=partner, partner_sku=product.code)
        if units:
            receive(stock=record, quantity=units, reference=REFERENCE, at=at)
    set_price(product=product, price=int(price))
