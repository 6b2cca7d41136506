"""How a product stands: facts that follow from much else, found for many at once and kept by the index."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from catalog.certification.querysets import with_history
from catalog.products.models import Product
from shop.assortment.queries import on_show
from shop.payments.money import dong

#: What `with_standing` adds to a product, and no column keeps.
_ADDED = (
    *("available", "stars", "is_gift_set", "is_off_sale", "was_certified", "is_for_adults"),
    "has_reviews",
)


@dataclass(frozen=True)
class Standing:
    """Of one product of `with_standing`; prices in whole đồng."""

    price: int | None
    highest_price: int | None
    available: int
    stars: int | None
    is_gift_set: bool
    is_off_sale: bool
    was_certified: bool
    is_for_adults: bool
    #: Whether buyers' reviews of it are on show.
    has_reviews: bool
    has_photographs: bool
    #: The code of its sub-group; empty where it has none.
    group: str

    def as_json(self) -> dict:
        """What JSON can keep of it."""
        return asdict(self)

    def put_on(self, product: Product) -> None:
        """Gives `product` the attributes that it would have from that query."""
        for name in _ADDED:
            setattr(product, name, getattr(self, name))
        for name in ("price", "highest_price"):
            price = getattr(self, name)
            setattr(product, name, None if price is None else Decimal(price))


def with_standing(at: datetime) -> QuerySet[Product]:
    """All of `on_show` at `at`, for adults too, with everything that a standing is made of."""
    products = with_history(on_show(at, adults=True).with_age_limit())
    reviews = Product._meta.get_field("reviews").related_model.objects.approved()
    return products.annotate(has_reviews=Exists(reviews.filter(product=OuterRef("pk"))))


def standing_of(product: Product, group: str) -> Standing:
    """Of a product that `with_standing` has found; asks nothing."""
    prices = (product.price, product.highest_price)
    price, highest_price = (None if one is None else dong(one) for one in prices)
    return Standing(
        price=price,
        highest_price=highest_price,
        has_photographs=bool(product.first_images),
        group=group,
        **{name: getattr(product, name) for name in _ADDED},
    )


def standing_from_json(kept: Mapping) -> Standing:
    """The one that `as_json` was asked of."""
    return Standing(**kept)
