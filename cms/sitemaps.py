"""The pages' part of /sitemap.xml."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site


class PageSitemap(Sitemap):
    """Every live page of the tree under the site's home; addresses are paths, as in Django's own sitemaps.

    Not Wagtail's class: that one writes the host of its site record into every address, beside ours.
    """

    limit = 1_000

    def items(self):
        home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        return Page.objects.live().public().descendant_of(home, inclusive=True).order_by("path")

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at
