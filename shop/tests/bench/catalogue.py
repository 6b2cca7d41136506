"""A synthetic shop of any size, built in bulk, whose ledger holds.

`build(products=24)` and `build(products=2400)` differ in nothing but size, so that tests can compare what
pages cost.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import cycle, islice

from django.db import connection

from catalog.certification.models import Certificate, end_of_validity
from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.illustrations import ILLUSTRATIONS
from catalog.products.models import Category, Product, ProductCategory, ProductClass
from shop.demo.places import build_communes, build_groups
from shop.forks.partner.models import Partner, StockRecord
from shop.points.models import ExceptionPeriod, OpeningException, OpeningPeriod, SalesPoint
from shop.stock.models import LotStock, Movement
from shop.tests.bench.words import title

UNITS = 50
SHELVES_PER_PRODUCT = 3
PRODUCTS_PER_PRODUCER = 40
#: A product in four has no certificate; most of the others have the lowest class, as in the province.
STARS = [3, 3, None, 4, 3, 3, None, 5]
DESCRIPTION = "<p>Làm từ nguyên liệu của xã, phơi dưới nắng và đóng gói tại chỗ.</p>"


def build(*, products: int = 2400, points: int = 10, at: datetime) -> None:
    """An empty shop gets so many products at so many points and the central warehouse, as of `at`."""
    build_communes()
    build_groups()
    communes = list(Commune.objects.order_by("code"))
    partners = [_warehouse(communes[0]), *_partners(points, communes)]
    goods = _products(products, communes)
    _certificates(goods, at)
    _shelves(goods, partners, at)
    if connection.vendor == "postgresql":  # As autovacuum does in a shop that has stood for a minute.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _warehouse(commune) -> Partner:
    return Partner.objects.create(name="Kho trung tâm", code="kho", commune=commune)


def _partners(number, communes) -> list[Partner]:
    points = SalesPoint.objects.bulk_create(
        SalesPoint(
            name=f"Điểm OCOP thử {n:02d}",
            slug=f"diem-thu-{n:02d}",
            kind=SalesPoint.Kind.POINT,
            setting=SalesPoint.Setting.MARKET,
            status=SalesPoint.Status.OPEN,
            address_line=f"Số {n + 1}, chợ trung tâm",
            commune=commune,
            latitude=commune.latitude,
            longitude=commune.longitude,
            phone="0215 3800 000",
        )
        for n, commune in enumerate(islice(cycle(communes), number))
    )
    OpeningPeriod.objects.bulk_create(
        OpeningPeriod(sales_point=point, weekday=day, opens=time(7, 30), closes=time(17, 30))
        for point in points
        for day in range(7)
    )
    _closed_at_tet(points)
    return Partner.objects.bulk_create(Partner(name=p.name, code=p.slug, sales_point=p) for p in points)


def _closed_at_tet(points):
    """Every point; on the last day of the old year it opens in the morning."""
    days = [("Tất niên", -1, -1), ("Nghỉ Tết", 0, 4)]
    exceptions = OpeningException.objects.bulk_create(
        OpeningException(sales_point=point, reason="tet", label_vi=name, from_tet_day=first, to_tet_day=last)
        for point in points
        for name, first, last in days
    )
    ExceptionPeriod.objects.bulk_create(
        ExceptionPeriod(exception=each, opens=time(7, 30), closes=time(11, 30))
        for each in exceptions
        if each.to_tet_day < 0
    )


def _producers(number, communes) -> list[Producer]:
    return Producer.objects.bulk_create(
        Producer(name=f"Hợp tác xã thử {n:03d}", slug=f"htx-thu-{n:03d}", kind="cooperative", commune=commune)
        for n, commune in enumerate(islice(cycle(communes), number))
    )


def _products(number, communes) -> list[Product]:
    product_class = ProductClass.objects.create(name="Sản phẩm OCOP", track_stock=True)
    producers = _producers(number // PRODUCTS_PER_PRODUCER + 1, communes)
    goods = Product.objects.bulk_create(
        Product(
            title=title(n, communes[n % len(communes)].name),
            slug=f"san-pham-thu-{n:06d}",
            description=DESCRIPTION,
            product_class=product_class,
            producer=producers[n // PRODUCTS_PER_PRODUCER],
            commune=communes[n % len(communes)],
            net_weight_g=500,
            illustration=ILLUSTRATIONS[n % len(ILLUSTRATIONS)][0],
        )
        for n in range(number)
    )
    subgroups = cycle(Category.objects.filter(depth=2).exclude(code__startswith="II.1").order_by("code"))
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=subgroup)
        for product, subgroup in zip(goods, subgroups, strict=False)
    )
    return goods


def _certificates(goods, at) -> None:
    """Issued half a year ago; every tenth has lapsed."""
    recent, lapsed = (at - timedelta(days=180)).date(), (at - timedelta(days=4 * 365)).date()
    ends = {day: end_of_validity(day) for day in (recent, lapsed)}
    Certificate.objects.bulk_create(
        Certificate(
            product=product,
            number=f"THỬ-{n:05d}",
            issuer="UBND tỉnh Điện Biên",
            issuer_level=Certificate.IssuerLevel.PROVINCE,
            stars=stars,
            issued_date=(issued := lapsed if n % 10 == 9 else recent),
            ends_date=ends[issued],
        )
        for n, (product, stars) in enumerate(zip(goods, cycle(STARS), strict=False))
        if stars
    )


def put_everywhere(product, *, points: int, at: datetime) -> None:
    """The product stands at so many points in all, the first ones and those where it is already."""
    there = set(StockRecord.objects.filter(product=product).values_list("partner", flat=True))
    missing = Partner.objects.filter(sales_point__isnull=False).exclude(pk__in=there).order_by("pk")
    wanted = points - len(there & set(Partner.objects.exclude(sales_point=None).values_list("pk", flat=True)))
    _put(
        (
            _record(product, partner, f"SP-moi-{product.pk}", Decimal(20_000))
            for partner in missing[: max(wanted, 0)]
        ),
        at,
    )


def _shelves(goods, partners, at) -> None:
    """Each product in the warehouse and at two points in turn, with the receipt that brought it there."""
    number = min(SHELVES_PER_PRODUCT, len(partners))
    _put(
        (
            _record(
                product,
                partners[0 if shelf == 0 else 1 + (n + shelf) % (len(partners) - 1)],
                f"SP-{n:05d}",
                Decimal(20_000 + n % 500 * 1_000),
            )
            for n, product in enumerate(goods)
            for shelf in range(number)
        ),
        at,
    )


def _record(product, partner, sku, price):
    return StockRecord(product=product, partner=partner, partner_sku=sku, price=price, num_in_stock=UNITS)


def _put(records, at):
    records = StockRecord.objects.bulk_create(records)
    Movement.objects.bulk_create(
        Movement(stock=record, kind=Movement.Kind.RECEIPT, quantity=UNITS, reference="bench", moved_at=at)
        for record in records
    )
    LotStock.objects.bulk_create(LotStock(stock=record, on_hand=UNITS) for record in records)
