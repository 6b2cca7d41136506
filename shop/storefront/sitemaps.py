"""The goods', makers' and points' parts of /sitemap.xml, in both languages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from catalog.certification.querysets import on_sale
from catalog.producers.models import Producer
from shop.assortment.queries import public
from shop.points.models import SalesPoint


class BilingualSitemap(Sitemap):
    """Each address in Vietnamese and English, either naming the other."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000


class ListSitemap(BilingualSitemap):
    """The three lists."""

    def items(self):
        return ["catalogue:index", "producers:index", "points:index"]

    def location(self, name):
        return reverse(name)


class ProductSitemap(BilingualSitemap):
    """What is on sale, but nothing for adults only."""

    def items(self):
        products = on_sale(public(), timezone.now())
        return products.only("slug", "structure", "date_updated").order_by("pk")

    def lastmod(self, product):
        return product.date_updated


class ProducerSitemap(BilingualSitemap):
    """All makers."""

    def items(self):
        return Producer.objects.only("slug").order_by("pk")


class PointSitemap(BilingualSitemap):
    """The published points."""

    def items(self):
        return SalesPoint.objects.published().only("slug").order_by("pk")
