"""One product for its own page: its row from the database, how it stands from the search index."""

from datetime import datetime

from catalog.certification.models import Certificate
from catalog.products.models import Category, Product, ProductImage
from catalog.search.question import Question
from shop.assortment.cards import cards_of
from shop.assortment.index import index
from shop.assortment.queries import public
from shop.assortment.standing import standing_from_json

MOST_SIMILAR = 4


def product_on_show(pk: int, at: datetime, *, adults: bool = False) -> Product | None:
    """The one of `on_show` with this id and all that is added there, and `was_certified`; None without it.

    Also its `photographs`, its sub-group as `group`, and the cards of what is `similar` to it. The SQL of all
    this together takes longer to build than the page to draw; so three queries at most, and the index.
    """
    itself, similar = index.answers([Question(only=pk), _like(pk)], at)
    if not itself.found:
        return None
    standing = standing_from_json(itself.found[0].shown["standing"])
    if standing.is_for_adults and not adults:
        return None
    row = public(adults=True).filter(pk=pk).select_related("producer", "commune").order_by()
    product = next(iter(row), None)
    # Taken away or marked a moment ago, while another process wrote the index.
    if product is None or (product.age_restricted and not adults):
        return None
    standing.put_on(product)
    product.certificates_in_force = _certificates(product, at)
    product.stars = product.certificates_in_force[0].stars if product.certificates_in_force else None
    product.photographs = _photographs(product) if standing.has_photographs else []
    product.group = _group(standing.group)
    product.similar = cards_of(similar)
    return product


def _like(pk):
    """A few of its sub-group, maker or commune that are in stock, the nearest first; nothing for adults."""
    return Question(like=pk, filters={"in_stock": 1}, limit=MOST_SIMILAR)


def _photographs(product):
    return list(ProductImage.objects.filter(product=product).order_by("display_order", "pk"))


def _certificates(product, at):
    """A product that has no stars shows none, though a set of mixed goods may have one in force."""
    if product.stars is None:
        return []
    return list(Certificate.objects.filter(product=product).in_force(at).latest_first())


def _group(code):
    names = index.labels_of("group", [code]).get(code)
    return Category(code=code, name_vi=names["vi"], name_en=names["en"]) if names else None
