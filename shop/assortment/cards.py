"""What a product's card shows, as plain facts: they are kept by the search index and need no database.

A card is a value. Two that are equal look the same, so a page may draw each only once for as long as it runs.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from catalog.pictures.showing import Shown, shown
from catalog.products.models import Product
from catalog.search.question import Answer
from shop.payments.money import dong


@dataclass(frozen=True)
class Card:
    """A product of `on_offer`; prices in whole đồng, weight in grams."""

    pk: int
    slug: str
    title_vi: str
    title_en: str
    maker: str
    #: Of the certificate in force, and its last day; None without one.
    stars: int | None
    ends_date: date | None
    price: int | None
    #: Whether some of its sizes cost more.
    is_from: bool
    net_weight_g: int | None
    for_adults: bool
    is_sold_out: bool
    illustration: str
    picture: Shown | None

    @property
    def title(self) -> str:
        """In the reader's language; Vietnamese where there is no English."""
        return self.title_en if get_language() == "en" and self.title_en else self.title_vi

    @property
    def url(self) -> str:
        """Its page in the reader's language."""
        return reverse("catalogue:detail", kwargs={"product_slug": self.slug, "pk": self.pk})

    @property
    def is_gone(self) -> bool:
        """Whether it cannot be had at the moment."""
        return self.price is None or (self.is_sold_out and not self.for_adults)

    def as_json(self) -> dict:
        """What JSON can keep of it."""
        return {**asdict(self), "ends_date": self.ends_date and self.ends_date.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping) -> "Card":
        """The card that `as_json` was asked of."""
        ends, picture = kept["ends_date"], kept["picture"]
        if picture:
            sources = tuple(tuple(source) for source in picture["sources"])
            picture = Shown(**{**picture, "sources": sources})
        return cls(**{**kept, "ends_date": date.fromisoformat(ends) if ends else None, "picture": picture})


def cards_of(answer: Answer) -> list[Card]:
    """The cards of products found, as the index keeps them."""
    return [Card.from_json(found.shown["card"]) for found in answer.found]


def card_of(product: Product) -> Card:
    """The card of a product of `on_offer` or `on_show`; asks nothing."""
    certificate = next(iter(product.certificates_in_force), None)
    highest = product.highest_price
    return Card(
        pk=product.pk,
        slug=product.slug,
        title_vi=product.title_vi or "",
        title_en=product.title_en or "",
        maker=product.producer.name if product.producer else "",
        stars=product.stars,
        ends_date=certificate.ends_date if certificate else None,
        price=None if product.price is None else dong(product.price),
        is_from=bool(highest and highest != product.price),
        net_weight_g=None if product.is_parent else product.net_weight_g,
        for_adults=product.age_restricted,
        is_sold_out=product.available <= 0,
        illustration=product.illustration,
        picture=shown(product.picture, "card"),
    )
