"""Finding articles and tourism villages, by Wagtail's own index, with or without marks."""

from wagtail.models import Page

from catalog.text import fold
from cms.models import ArticlePage, VillagePage


def pages_found(words: str, *, limit: int) -> tuple[list[Page], list[Page]]:
    """The first villages and the first articles that have all the words."""
    return _found(VillagePage, words, limit), _found(ArticlePage, words, limit)


def _found(model, words, limit):
    pages = model.objects.live().defer_streamfields()
    return list(pages.search(fold(words), operator="and")[:limit])


def pages_suggested(words: str, *, limit: int) -> list[Page]:
    """The first pages whose titles begin with these words, or have words that do."""
    return list(Page.objects.live().type(ArticlePage, VillagePage).autocomplete(fold(words))[:limit])
