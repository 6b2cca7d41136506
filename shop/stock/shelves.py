"""What stands on a point's shelves, and what of it wants a look: low, sold out, near its end."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from catalog.products.models import Product
from shop.forks.partner.models import Partner, StockRecord
from shop.stock.models import LotStock, Movement

#: A lot that ends within so many days is near its end.
NEAR_END = timedelta(days=30)
#: What was sold within so long is missed when there is no more of it.
MISSED = timedelta(days=30)


def kept_at(*points: Partner) -> QuerySet[StockRecord]:
    """Records of goods with a shelf at these points: gift sets have none, nor products that come in sizes."""
    records = StockRecord.objects.filter(partner__in=points, product__components=None)
    return records.exclude(product__structure=Product.PARENT).with_available()


def low(records: QuerySet[StockRecord]) -> QuerySet[StockRecord]:
    """Those with no more left than the threshold that somebody set for them."""
    return records.with_available().filter(_is_low())


def low_or_missed(records: QuerySet[StockRecord], at: datetime) -> QuerySet[StockRecord]:
    """Those that are low, and those sold out without a threshold that have sold of late."""
    sales = Movement.objects.filter(
        stock=OuterRef("pk"), kind=Movement.Kind.SALE, moved_at__gt=at - MISSED, moved_at__lte=at
    )
    return records.with_available().filter(_is_low() | Q(Exists(sales), left__lte=0))


def ending(day: date) -> QuerySet[LotStock]:
    """Lots on a shelf that end soon, or have ended."""
    return LotStock.objects.filter(on_hand__gt=0, lot__use_by_date__lte=day + NEAR_END)


def _is_low():
    return Q(low_stock_threshold__isnull=False, left__lte=F("low_stock_threshold"))
