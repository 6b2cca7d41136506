"""How a product stands: facts that follow from much else, found for many at once and kept by the index."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from catalog.products.models import Product
from shop.payments.money import dong

#: What `on_show` and its companions add to a product, and no column keeps.
_ADDED = ("available", "stars", "is_gift_set", "is_off_sale", "was_certified", "is_for_adults")


@dataclass(frozen=True)
class Standing:
    """Of one product, as `on_show`, `with_history` and `with_age_limit` add them; prices in whole đồng."""

    price: int | None
    highest_price: int | None
    available: int
    stars: int | None
    is_gift_set: bool
    is_off_sale: bool
    was_certified: bool
    is_for_adults: bool
    has_photographs: bool
    #: The code of its sub-group; empty where it has none.
    group: str

    def as_json(self) -> dict:
        """What JSON can keep of it."""
        return asdict(self)

    def put_on(self, product: Product) -> None:
        """Gives `product` the attributes that it would have from those queries."""
        for name in _ADDED:
            setattr(product, name, getattr(self, name))
        for name in ("price", "highest_price"):
            price = getattr(self, name)
            setattr(product, name, None if price is None else Decimal(price))


def standing_of(product: Product, group: str) -> Standing:
    """Of a product that those queries have found; asks nothing."""
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
