"""What each open sales point has left, as Merchant Center's local inventory takes it: CSV.

support.google.com/merchants/answer/3061342. A product that a point has not is not in it. Gift sets stand on
no shelf; of what has sizes each size is a row, under the id that the product feed has.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from shop.assortment.point_shelves import filled
from shop.machines.product_feed import price

COLUMNS = ("store_code", "id", "quantity", "availability", "price")
CHUNK = 2_500


def stock_feed(at: datetime) -> Iterator[str]:
    """The rows, a heading first; one query."""
    yield _row(COLUMNS)
    records = filled(at).filter(price__isnull=False, product__components=None)
    rows = records.order_by("partner__sales_point__slug", "product_id").values_list(
        "partner__sales_point__slug", "product_id", "left", "price"
    )
    for slug, product, left, amount in rows.iterator(chunk_size=CHUNK):
        yield _row((slug, product, left, "in_stock", price(amount)))


def _row(values):
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()
