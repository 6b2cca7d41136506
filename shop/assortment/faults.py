"""What could be wrong with the catalogue after somebody wrote around the shop: for the command that looks."""

from collections.abc import Iterator

from django.db.models import Q

from catalog.products.age import ALCOHOL
from catalog.products.gtin import is_gtin
from catalog.products.models import Product
from shop.assortment.publishing import in_words, published_but_incomplete


def alcohol_for_all() -> Iterator[Product]:
    """Goods of sub-group II.1, or variants of such, that are not for adults only."""
    among = Q(categories__code__startswith=ALCOHOL) | Q(parent__categories__code__startswith=ALCOHOL)
    yield from Product.objects.filter(among, age_restricted=False).distinct().order_by("pk")


def wrong_bar_codes() -> Iterator[Product]:
    """Goods whose bar code's last digit does not check; its length is the database's to keep."""
    for product in Product.objects.exclude(upc=None).order_by("pk"):
        if not is_gtin(product.upc):
            yield product


def catalogue_faults() -> Iterator[str]:
    """All of it, a line each, in the office's words."""
    for product in alcohol_for_all():
        yield f"Rượu mà không ghi chỉ bán cho người lớn: {product.code or product.pk} {product.title_vi}"
    for product in wrong_bar_codes():
        yield f"Mã vạch sai chữ số kiểm tra: {product.code or product.pk} {product.title_vi}: {product.upc}"
    for product, missing in published_but_incomplete():
        yield f"Công khai nhưng thiếu: {product.code or product.pk} {product.title_vi}: {in_words(missing)}"
