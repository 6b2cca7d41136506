"""The goods', makers' and points' parts of /sitemap.xml: what is on sale, and nothing for adults only."""

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone

from catalog.certification.models import Certificate
from catalog.certification.querysets import on_sale
from catalog.producers.models import Producer
from catalog.products.models import Category, ProductImage
from shop.assortment.queries import public
from shop.machines.sitemaps import BilingualSitemap
from shop.points.models import SalesPoint
from shop.storefront.product_list import NAMES
from shop.storefront.templatetags.certificates import certificate_url


def goods():
    """The products that may be found now."""
    return on_sale(public(), timezone.now())


class ListSitemap(BilingualSitemap):
    """The three lists."""

    def items(self):
        return ["catalogue:index", "producers:index", "points:index"]

    def location(self, name):
        return reverse(name)


class FacetSitemap(BilingualSitemap):
    """The list of products by group, sub-group and maker, wherever it has something."""

    def items(self):
        shown = goods().order_by()
        codes = set(
            Category.objects.filter(product__in=shown, code__isnull=False).values_list("code", flat=True)
        )
        groups = [(NAMES["group"], code) for code in sorted(codes | {code.split(".")[0] for code in codes})]
        makers = Producer.objects.filter(products__in=shown).order_by("slug").distinct()
        return groups + [(NAMES["producer"], slug) for slug in makers.values_list("slug", flat=True)]

    def location(self, facet):
        name, value = facet
        return f"{reverse('catalogue:index')}?{name}={value}"


class ProductSitemap(BilingualSitemap):
    """Products with all their photographs; a size's page is its product's."""

    def items(self):
        images = ProductImage.objects.order_by("display_order", "pk")
        products = goods().prefetch_related(Prefetch("images", images, to_attr="photographs"))
        return products.only("slug", "structure", "date_updated").order_by("pk")

    def lastmod(self, product):
        return product.date_updated

    def pictures(self, product):
        return [image.picture for image in product.photographs]


class CertificateSitemap(BilingualSitemap):
    """The certificate pages of products that have, or have had, a certificate."""

    def items(self):
        issued = Certificate.objects.issued_by(timezone.now()).filter(product=OuterRef("pk"))
        return goods().filter(Exists(issued)).only("slug", "structure").order_by("pk")

    def location(self, product):
        return certificate_url(product)


class ProducerSitemap(BilingualSitemap):
    """All makers."""

    def items(self):
        return Producer.objects.only("slug").order_by("pk")


class PointSitemap(BilingualSitemap):
    """The published points."""

    def items(self):
        points = SalesPoint.objects.published().select_related("picture")
        return points.only("slug", "picture__shown").order_by("pk")

    def pictures(self, point):
        return [point.picture]
