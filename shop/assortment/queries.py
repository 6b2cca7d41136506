"""What the shop offers: products with their stars in force, their price and what is left of them.

Lists, cards, articles and the API all read from here, so that no page can disagree with another.
"""

from datetime import datetime

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from catalog.certification.querysets import with_certificates, with_stars
from catalog.products.models import Product, ProductImage
from catalog.products.querysets import by_name
from shop.forks.partner.models import StockRecord


def on_offer(at: datetime) -> QuerySet[Product]:
    """Public products as they stand at `at`, each with

    `stars` (3 to 5, or None without a certificate in force), `certificates_in_force` (newest first), `price`
    (whole đồng as Decimal, or None), `available` (units at all open points) and `picture`, in three queries.
    """
    products = Product.objects.browsable().select_related("producer", "commune", "product_class")
    products = products.with_picture()
    return with_certificates(with_stars(_with_price(_with_available(products)), at), at)


def _with_price(products):
    records = StockRecord.objects.filter(product=OuterRef("pk"), price__isnull=False)
    return products.annotate(price=Subquery(records.order_by("pk").values("price")[:1]))


def _with_available(products):
    left = (
        StockRecord.objects.sellable()
        .filter(product=OuterRef("pk"))
        .order_by()
        .values("product")
        .annotate(left=Sum(F("num_in_stock") - F("num_allocated")))
        .values("left")
    )
    return products.annotate(available=Coalesce(Subquery(left, output_field=IntegerField()), 0))


def photographs_of(product: Product) -> list[ProductImage]:
    """All pictures of a product of `on_offer` with their captions, the first one first."""
    if not product.first_images:
        return []
    return list(ProductImage.objects.filter(product=product).order_by("display_order", "pk"))


def shelves_of(product: Product) -> QuerySet[StockRecord]:
    """Where a product stands: records of published points and the central warehouse, `left` on each."""
    return (
        StockRecord.objects.sellable()
        .with_available()
        .filter(product=product)
        .select_related("partner__sales_point__commune")
        .order_by("-left", "partner__name")
    )


def stock_at(sales_point, at: datetime) -> QuerySet[Product]:
    """What one sales point has: `on_offer` products with `left` there, the fullest shelf first."""
    here = StockRecord.objects.filter(product=OuterRef("pk"), partner__sales_point=sales_point)
    left = Subquery(here.with_available().values("left")[:1])
    return on_offer(at).annotate(left=left).filter(left__gt=0).order_by("-left", by_name())
