"""The goods', makers' and points' parts of /sitemap.xml: what is on sale, and nothing for adults only."""

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from catalog.certification.models import Certificate
from catalog.certification.querysets import on_sale
from catalog.places.models import Commune
from catalog.producers.models import Producer
from catalog.products.models import Category, ProductImage
from catalog.search.question import Question
from shop.assortment.index import index
from shop.assortment.queries import public
from shop.machines.sitemaps import BilingualSitemap
from shop.points.models import SalesPoint
from shop.storefront.list_addresses import KEPT
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
    """The list of products by what `list_addresses` keeps, wherever it has something."""

    def items(self):
        now = timezone.now()
        shown = on_sale(public(), now).order_by()
        codes = set(_values(Category.objects.filter(product__in=shown, code__isnull=False), "code"))
        stars = index.answer(Question(limit=1, facets=("stars",)), now).counts["stars"]
        found = {
            "group": codes | {code.split(".")[0] for code in codes},
            "stars": stars,
            "producer": _values(Producer.objects.filter(products__in=shown), "slug"),
            "commune": _values(Commune.objects.filter(products__in=shown), "code"),
        }
        return [(NAMES[facet], value) for facet in KEPT for value in sorted(found[facet])]

    def location(self, facet):
        return f"{reverse('catalogue:index')}?{urlencode([facet])}"


def _values(rows, name):
    return rows.order_by().values_list(name, flat=True).distinct()


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
