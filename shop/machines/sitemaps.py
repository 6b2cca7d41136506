"""What the parts of /sitemap.xml have in common: both languages, pictures, and one slice of the rows a file.

Django's own classes, which know no pictures and read all rows for every file
(developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps).
"""

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from catalog.pictures.showing import largest
from shop.machines.parts import absolute

#: Addresses in one file; the protocol allows 50,000, a reader wants an answer at once.
MOST = 10_000


class BilingualSitemap(Sitemap):
    """Each address in Vietnamese and English, either naming the other."""

    i18n = True
    alternates = True
    x_default = True
    limit = MOST

    def pictures(self, item):
        """The pictures that the item's page shows."""
        return []

    @cached_property
    def paginator(self):
        """Counted once for each answer."""
        return Paginator(InLanguages(self.items(), self._languages()), self.limit)

    def get_urls(self, page=1, site=None, protocol=None):
        """As Django's, with `images`: addresses of each picture, the largest that has been made."""
        found = super().get_urls(page=page, site=site, protocol=protocol)
        for url in found:
            item, _language = url["item"]
            addresses = (largest(picture, "plain") for picture in self.pictures(item))
            url["images"] = [absolute(address) for address in addresses if address]
        return found


class InLanguages:
    """(item, language) pairs of a list or a queryset, of which only the part asked for is read."""

    ordered = True

    def __init__(self, items, languages):
        self._items, self._languages = items, languages

    def __len__(self):
        counted = len(self._items) if isinstance(self._items, list) else self._items.count()
        return counted * len(self._languages)

    def __getitem__(self, part: slice):
        """The pairs of a page; pages begin with a whole item, as MOST is even."""
        each = len(self._languages)
        rows = self._items[part.start // each : -(-part.stop // each)]
        return [(item, language) for item in rows for language in self._languages]
