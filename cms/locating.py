"""Tourism villages as places that the locator knows."""

from collections.abc import Iterator

from cms.models import VillagePage
from shop.points.places import Place


def villages() -> Iterator[Place]:
    """The published ones whose commune is known, each with its page."""
    pages = VillagePage.objects.live().filter(commune__isnull=False).select_related("commune")
    for page in pages.order_by("title"):
        yield Place(page.commune, name=page.title, url=page.url)
