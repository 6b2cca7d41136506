"""Points with hours and goods, as tests of the locator and of a point's page want them."""

from datetime import time

from shop.forks.partner.models import StockRecord


def open_on_mondays(point, opens=8, closes=18):
    point.opening_periods.create(weekday=0, opens=time(opens), closes=time(closes))


def closed_at_tet(point):
    point.opening_exceptions.create(reason="tet", label="Nghỉ Tết", from_tet_day=-1, to_tet_day=4)


def fill(points, products):
    """Every product stands at the first point and at one more."""
    records = [
        StockRecord(
            partner=place.partner,
            product=product,
            partner_sku=f"SKU-{product.pk}",
            price=1000,
            num_in_stock=5,
        )
        for number, product in enumerate(products)
        for place in {points[0], points[number % len(points)]}
    ]
    StockRecord.objects.bulk_create(records)
