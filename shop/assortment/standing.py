"""How a product stands: facts that follow from much else, found for many at once and kept by the index."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from catalog.certification.models import Certificate
from catalog.certification.querysets import with_history
from catalog.products.models import Product
from shop.assortment.places import Place
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
    #: Where it can be had, the most first.
    places: tuple[Place, ...]
    #: All that it has or had, the newest first: field → value as JSON keeps it.
    certificates: tuple[Mapping[str, object], ...]

    def as_json(self) -> dict:
        """What JSON can keep of it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping) -> "Standing":
        """The one that `as_json` was asked of."""
        places = tuple(Place.from_json(place) for place in kept["places"])
        return cls(**{**kept, "places": places, "certificates": tuple(kept["certificates"])})

    def history(self) -> list[Certificate]:
        """Its certificates, the newest first."""
        fields = {field.attname: field for field in Certificate._meta.concrete_fields}
        return [
            Certificate(**{name: fields[name].to_python(value) for name, value in kept.items()})
            for kept in self.certificates
        ]

    def put_on(self, product: Product) -> None:
        """Gives `product` the attributes that it would have from that query, and its `places`."""
        for name in (*_ADDED, "places"):
            setattr(product, name, getattr(self, name))
        for name in ("price", "highest_price"):
            price = getattr(self, name)
            setattr(product, name, None if price is None else Decimal(price))


def with_standing(at: datetime) -> QuerySet[Product]:
    """All of `on_show` at `at`, for adults too, with everything that a standing is made of."""
    products = with_history(on_show(at, adults=True).with_age_limit())
    reviews = Product._meta.get_field("reviews").related_model.objects.approved()
    return products.annotate(has_reviews=Exists(reviews.filter(product=OuterRef("pk"))))


def standing_of(product: Product, *, group: str, places: list[Place], certificates: list) -> Standing:
    """Of a product that `with_standing` has found; asks nothing."""
    prices = (product.price, product.highest_price)
    price, highest_price = (None if one is None else dong(one) for one in prices)
    newest_first = sorted(certificates, key=lambda one: (one.issued_date, one.pk), reverse=True)
    return Standing(
        price=price,
        highest_price=highest_price,
        has_photographs=bool(product.first_images),
        group=group,
        places=tuple(places),
        certificates=tuple(map(_kept, newest_first)),
        **{name: getattr(product, name) for name in _ADDED},
    )


def _kept(certificate):
    names = [field.attname for field in certificate._meta.concrete_fields]
    values = {name: getattr(certificate, name) for name in names}
    plain = (bool, int, str, type(None))
    return {name: value if isinstance(value, plain) else str(value) for name, value in values.items()}
