"""Chooses from the sample shop what a scene is about, by what it has to be like rather than by name."""

from django.db.models import Count, Max, Q, QuerySet

from catalog.certification.models import StarRating
from catalog.products.models import Category, Product
from shop.assortment.point_shelves import on_sale_at, points_having
from shop.assortment.queries import on_offer
from shop.forks.partner.models import StockRecord
from shop.points.hours import state_of
from shop.points.models import SalesPoint
from shop.tests.worlds import NOW


def first(candidates, what):
    """The first of them. Raises LookupError where the sample shop has none."""
    for candidate in candidates:
        return candidate
    raise LookupError(f"The sample shop has no {what}.")


def for_sale():
    """Products that can be ordered now, the most stars and then the fullest shelves first."""
    products = on_offer(NOW).filter(price__isnull=False, available__gt=5, age_restricted=False)
    products = products.filter(structure=Product.STANDALONE, is_gift_set=False, sending_season=0)
    return products.order_by("-stars", "-available", "pk")


def in_stock() -> Product:
    """One with stars that can be ordered in numbers."""
    return first(for_sale().filter(stars__isnull=False), "certified product in stock")


def sold_out() -> Product:
    """One that has a price and stands nowhere."""
    return first(
        on_offer(NOW).filter(available=0, price__isnull=False, age_restricted=False, is_gift_set=False),
        "sold-out product",
    )


def in_sizes() -> Product:
    """One that comes in several sizes."""
    return first(on_offer(NOW).filter(structure=Product.PARENT, available__gt=5), "product in several sizes")


def gift_set() -> Product:
    """A gift set that can be had."""
    return first(on_offer(NOW).filter(is_gift_set=True, available__gt=2).order_by("pk"), "gift set")


def age_restricted() -> Product:
    """One that is sold at the points only."""
    products = on_offer(NOW, adults=True).for_adults()
    return first(products.filter(available__gt=0), "age-restricted product")


def uncertified() -> Product:
    """One that never had stars."""
    return first(for_sale().filter(certificates=None), "product without a certificate")


def lapsed() -> Product:
    """One whose stars have ended."""
    return first(
        for_sale().filter(stars=None, certificates__isnull=False), "product with a lapsed certificate"
    )


def shelves_of(product) -> QuerySet[StockRecord]:
    """The stock records of a product and its sizes at open points and in the warehouse."""
    records = StockRecord.objects.sellable().with_available()
    return records.filter(Q(product=product) | Q(product__parent=product))


def in_most_points() -> Product:
    """The one that stands on the most shelves."""
    return max(for_sale(), key=lambda product: sum(shelf.left > 0 for shelf in shelves_of(product)))


def needs_several_points() -> tuple[Product, int]:
    """A product, and more of it than any one place has."""
    for product in for_sale():
        most = shelves_of(product).aggregate(most=Max("left"))["most"]
        if most < product.available:
            return product, most + 1
    raise LookupError("The sample shop has no product at several places.")


def nothing_fits() -> str:
    """Filters that each make sense and together leave nothing."""
    for code in Category.objects.filter(product__isnull=False, code__isnull=False).values_list(
        "code", flat=True
    ):
        for stars in StarRating.values:
            if not on_offer(NOW).in_group(code).filter(stars=stars).exists():
                return f"sao={stars}&nhom={code}"
    raise LookupError("The sample shop has products of all stars in all groups.")


def _points():
    return SalesPoint.objects.for_visitors()


def point_that_is(kind: str) -> SalesPoint:
    """One that stands so at the moment of the scenes: "open", "closed", "paused" or "unknown"."""
    return first((point for point in _points() if state_of(point, NOW).kind == kind), f"point that is {kind}")


def point_with_other_hours() -> SalesPoint:
    """One that today keeps other hours than its week says."""
    return first((point for point in _points() if state_of(point, NOW).note), "point with other hours today")


def nearest_without() -> tuple[SalesPoint, Product]:
    """An open point, and a product that it has not and another has."""
    for product in for_sale():
        having = points_having(SalesPoint.objects.published(), product, NOW)
        lacking = _points().filter(status="open").exclude(pk__in=having.values("pk"))
        if having.exists() and lacking.exists():
            return lacking[0], product
    raise LookupError("In the sample shop every point has everything.")


def points_by_goods() -> list[SalesPoint]:
    """Those that take orders, the one with the fewest goods first."""
    points = _points().filter(status="open", accepts_pick_up=True)
    return sorted(points, key=lambda point: on_sale_at(point, NOW).count())


def on_a_shelf(point: SalesPoint, units=3) -> Product:
    """A product of which the point has so many that anybody may order."""
    products = on_sale_at(point, NOW).filter(left__gte=units, price__isnull=False, age_restricted=False)
    products = products.filter(structure=Product.STANDALONE)
    return first(products, f"product at {point}")


def of_most_products(rows):
    """The one of producers or communes with the most products."""
    return rows.annotate(count=Count("products")).order_by("-count", "pk").first()
