"""Finding articles and tourism villages, by Wagtail's own index, with or without marks."""

from wagtail.models import Page

from catalog.text import fold
from cms.models import ArticlePage, VillagePage


def pages_found(words: str, *, limit: int) -> tuple[list[Page], list[Page]]:
    """Villages and articles that have all the words, the first `limit` of both, in one query."""
    found = _pages().search(fold(words), operator="and")[:limit]
    villages = [page for page in found if page.cached_content_type.model_class() is VillagePage]
    return villages, [page for page in found if page not in villages]


def pages_suggested(words: str, *, limit: int) -> list[Page]:
    """The first pages whose titles begin with these words, or have words that do."""
    return list(_pages().autocomplete(fold(words))[:limit])


def _pages():
    return Page.objects.live().type(ArticlePage, VillagePage)
