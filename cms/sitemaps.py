"""The pages' part of /sitemap.xml."""

from django.utils.functional import cached_property
from wagtail.models import Page, Site

from cms.models import ArticlePage, VillagePage
from shop.machines.sitemaps import BilingualSitemap


class PageSitemap(BilingualSitemap):
    """Every live page of the tree under the site's home; addresses are paths, as in Django's own sitemaps.

    Not Wagtail's class: that one writes the host of its site record into every address, beside ours.
    """

    def items(self):
        home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        return Page.objects.live().public().descendant_of(home, inclusive=True).order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at

    def pictures(self, page):
        return [self._pictures[page.pk]] if page.pk in self._pictures else []

    @cached_property
    def _pictures(self):
        """Page id → picture, of all pages that have one."""
        kinds = (ArticlePage, VillagePage)
        pictured = [kind.objects.exclude(picture=None).select_related("picture") for kind in kinds]
        return {page.pk: page.picture for pages in pictured for page in pages.only("pk", "picture")}
