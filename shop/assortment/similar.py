"""What is like a product and can be had: of its sub-group, maker or commune, as the search index knows it."""

from datetime import datetime

from catalog.search.question import Question
from shop.assortment.cards import Card, cards_of
from shop.assortment.index import index

MOST_SIMILAR = 4


def similar_to(pk: int, at: datetime) -> list[Card]:
    """A few products like this one, in stock at `at`, the nearest first; nothing for adults is among them."""
    like = Question(like=pk, filters={"in_stock": 1}, limit=MOST_SIMILAR)
    return cards_of(index.answer(like, at))
