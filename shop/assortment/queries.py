"""What the shop offers: products with their stars in force, their price and what is left of them.

Lists, cards, articles and the API all read from here, so that no page can disagree with another.
"""

from datetime import datetime

from django.db.models import Case, Max, Min, OuterRef, QuerySet, Subquery, Sum, When

from catalog.certification.querysets import on_sale, with_certificates, with_off_sale, with_stars
from catalog.products.models import Product
from catalog.products.querysets import by_name
from shop.forks.partner.counting import available, is_gift_set, of_variants
from shop.forks.partner.models import StockRecord


def public(*, adults: bool = False) -> QuerySet[Product]:
    """What visitors may see; what is for adults only if `adults`, who have passed the age gate, are asking.

    Whoever lists products for visitors starts here or below, so that nobody has to think of alcohol.
    """
    products = Product.objects.browsable()
    return products if adults else products.for_everyone()


def on_offer(at: datetime, *, adults: bool = False) -> QuerySet[Product]:
    """What can be offered at `at`: `public`, and not off sale for want of a certificate; each with

    `stars` (3 to 5, or None without a certificate in force), `certificates_in_force` (newest first), `price`
    (whole đồng as Decimal, or None; the lowest of a parent's variants) and `highest_price` (a parent's; else
    None), `available` (units at all open points; of a gift set what the best point can make), `is_gift_set`
    and `picture`, in three queries.
    """
    return _as_it_stands(on_sale(public(adults=adults), at), at)


def on_show(at: datetime, *, adults: bool = False) -> QuerySet[Product]:
    """As `on_offer`, and those off sale too (`is_off_sale`): their own pages stay and say so."""
    return _as_it_stands(with_off_sale(public(adults=adults), at), at)


def _as_it_stands(products, at):
    products = products.select_related("producer", "commune", "product_class").with_picture()
    products = products.annotate(is_gift_set=is_gift_set(), available=available())
    return with_certificates(with_stars(_with_price(products), at), at)


def offered(pks: list[int], at: datetime, *, adults: bool = False) -> list[Product]:
    """Those of `on_offer` with these ids, in their order."""
    found = {product.pk: product for product in on_offer(at, adults=adults).filter(pk__in=pks)}
    return [found[pk] for pk in pks if pk in found]


def _with_price(products):
    own = StockRecord.objects.filter(product=OuterRef("pk"), price__isnull=False)
    of_all_sizes = of_variants().filter(price__isnull=False).order_by().values("product__parent")
    lowest = Subquery(of_all_sizes.annotate(limit=Min("price")).values("limit"))
    highest = Subquery(of_all_sizes.annotate(limit=Max("price")).values("limit"))
    return products.annotate(
        price=Case(
            When(structure=Product.PARENT, then=lowest),
            default=Subquery(own.order_by("pk").values("price")[:1]),
        ),
        highest_price=Case(When(structure=Product.PARENT, then=highest)),
    )


def stock_at(sales_point, at: datetime, *, adults: bool = False) -> QuerySet[Product]:
    """What one sales point has: `on_offer` products with `left` there, the fullest shelf first.

    A parent has what its variants have together. Gift sets stand on no shelf: they are made of what does.
    """
    here = StockRecord.objects.filter(partner__sales_point=sales_point).with_available()
    own = Subquery(here.filter(product=OuterRef("pk")).values("left")[:1])
    sizes = here.filter(product__parent=OuterRef("pk"), product__is_public=True)
    together = sizes.order_by().values("product__parent").annotate(units=Sum("left")).values("units")
    left = Case(When(structure=Product.PARENT, then=Subquery(together)), default=own)
    products = on_offer(at, adults=adults).filter(is_gift_set=False)
    return products.annotate(left=left).filter(left__gt=0).order_by("-left", by_name())
