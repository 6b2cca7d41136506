"""Cards of products that a page puts forward or names: from the search index, one query however many."""

from collections.abc import Iterable
from datetime import datetime

from catalog.search.question import Question
from shop.assortment.cards import Card, cards_of
from shop.assortment.index import index


def cards_by_pk(pks: Iterable[int], at: datetime, *, adults: bool = False) -> dict[int, Card]:
    """Id → card of those of the products that are on offer at `at`, in the order of `pks`."""
    wanted = tuple(dict.fromkeys(pks))
    if not wanted:
        return {}
    answer = index.answer(Question(among=wanted, adults=adults, limit=len(wanted)), at)
    found = {card.pk: card for card in cards_of(answer)}
    return {pk: found[pk] for pk in wanted if pk in found}


def best(at: datetime, *, limit: int, adults: bool = False, **filters: str | int | tuple) -> list[Card]:
    """The first `limit` of what is on offer at `at` under these filters of a question, most stars first."""
    return cards_of(index.answer(Question(filters=filters, adults=adults, limit=limit), at))
