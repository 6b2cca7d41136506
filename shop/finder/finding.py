"""What the search box finds: products, makers, sales points, tourism villages and articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from catalog.search.question import Closeness, Kind, Question
from cms.search import pages_found, pages_suggested
from shop.assortment.cards import Card, cards_of
from shop.assortment.index import index, name_of

PRODUCTS_SHOWN, OTHERS_SHOWN = 8, 6
#: Of each kind among the suggestions.
SUGGESTED = {Kind.PRODUCT: 5, Kind.PRODUCER: 2, Kind.POINT: 2}
PAGES_SUGGESTED = 2
OTHERS = (Kind.PRODUCER, Kind.POINT)


@dataclass(frozen=True)
class Everything:
    """What was found for some words, each kind by itself."""

    products: list[Card]
    #: Products in all, of which `products` are the first.
    count: int
    closeness: Closeness
    producers: list["Named"]
    points: list["Named"]
    villages: list[Page]
    articles: list[Page]

    def __bool__(self):
        return bool(self.count or self.producers or self.points or self.villages or self.articles)


@dataclass(frozen=True)
class Named:
    """A thing with a page of its own."""

    name: str
    url: str


def find(words: str, at: datetime, *, adults: bool = False) -> Everything:
    """Everything that has these words at `at`; what is for adults only, only for `adults`."""
    wanted = {Kind.PRODUCT: PRODUCTS_SHOWN, Kind.PRODUCER: OTHERS_SHOWN, Kind.POINT: OTHERS_SHOWN}
    found = _asked(words, wanted, at, adults=adults, loosest=Closeness.PARTIAL)
    products = found[Kind.PRODUCT]
    villages, articles = pages_found(words, limit=OTHERS_SHOWN)
    return Everything(
        products=cards_of(products),
        count=products.total,
        closeness=products.closeness,
        producers=_named(Kind.PRODUCER, found),
        points=_named(Kind.POINT, found),
        villages=villages,
        articles=articles,
    )


def suggest(words: str, at: datetime, *, adults: bool = False) -> Iterator[dict[str, str]]:
    """The first few of each kind, with the kind in words, the name and the address."""
    kinds = {Kind.PRODUCT: _("Product"), Kind.PRODUCER: _("Producer"), Kind.POINT: _("Sales point")}
    found = _asked(words, SUGGESTED, at, adults=adults, loosest=Closeness.MENDED)
    for kind, in_words in kinds.items():
        for named in _named(kind, found):
            yield {"kind": in_words, "name": named.name, "url": named.url}
    for page in pages_suggested(words, limit=PAGES_SUGGESTED):
        yield {"kind": _("Page"), "name": page.title, "url": page.url}


def _asked(words, wanted, at, *, adults, loosest):
    """Kind → answer, of as many results as `wanted` says.

    Makers and points are not guessed at where the words as typed find products: what was meant is clear.
    """
    found = _answers(
        {Kind.PRODUCT: loosest, **dict.fromkeys(OTHERS, Closeness.EXACT)}, words, wanted, at, adults
    )
    products = found[Kind.PRODUCT]
    if not products.total or products.closeness is not Closeness.EXACT:
        found |= _answers(dict.fromkeys(OTHERS, Closeness.MENDED), words, wanted, at, adults)
    return found


def _answers(loosest, words, wanted, at, adults):
    questions = [
        Question(kind=kind, words=words, limit=wanted[kind], adults=adults, loosest=closeness)
        for kind, closeness in loosest.items()
    ]
    return dict(zip(loosest, index.answers(questions, at), strict=True))


def _named(kind, found):
    return [Named(name_of(each.shown), _address(kind, each)) for each in found[kind].found]


def _address(kind, found):
    if kind is Kind.PRODUCT:
        return reverse("catalogue:detail", kwargs={"product_slug": found.shown["slug"], "pk": found.pk})
    name = "producers:detail" if kind is Kind.PRODUCER else "points:detail"
    return reverse(name, kwargs={"slug": found.shown["slug"]})
