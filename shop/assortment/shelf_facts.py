"""What a page tells beside a product at one point: the units there and when they were last confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from shop.forks.partner.models import StockRecord
from shop.points.models import SalesPoint


@dataclass(frozen=True)
class ShelfFacts:
    """Units of a product left at a point, and the moment of the ledger's last word on them."""

    left: int
    confirmed_at: datetime | None


def facts_at(point: SalesPoint, pks: Iterable[int]) -> dict[int, ShelfFacts]:
    """Product id → its facts, in one query. A parent has all its sizes; the one confirmed longest ago counts.

    A gift set is not there: nobody counts it, only what is in it.
    """
    records = StockRecord.objects.filter(partner__sales_point=point, product__components=None)
    records = records.filter(Q(product__in=pks) | Q(product__parent__in=pks)).with_available()
    records = records.filter(left__gt=0).annotate(confirmed_at=Max("movements__moved_at"))
    found: dict[int, ShelfFacts] = {}
    rows = records.values_list("product__parent", "product", "left", "confirmed_at")
    for parent, product, left, confirmed_at in rows:
        before = found.get(parent or product)
        moments = [each for each in (before and before.confirmed_at, confirmed_at) if each]
        found[parent or product] = ShelfFacts(
            left + (before.left if before else 0), min(moments, default=None)
        )
    return found
